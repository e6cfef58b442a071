import { correctTransparencyReport, transparencyReports } from "@appealmod/use-cases";
import type { Command, CommandContext } from "../command.ts";
import { CommandFailed, UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readChoice } from "../input/read-choice.ts";
import { readSubreddit } from "../input/read-names.ts";
import { table } from "../output/table.ts";
import { moment } from "../output/times.ts";

export const report: Command = {
  name: "report",
  summary: "a community's public numbers, and their corrections",
  usage: `Usage: pnpm appealmod report SUB [--json]
       pnpm appealmod report SUB correct MONTH REASON

Lists every version of every month that the community has published. "correct" counts a published
month anew, from what is kept now, and publishes it as another version with its reason, which
everybody can read. The earlier version stays.

Example: pnpm appealmod report PineLakeHikers correct 2026-03 "Bans of the old bot were missing."
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    const [written, verb = "show", ...more] = positionals;
    const subreddit = readSubreddit(written);
    if (readChoice("What to do", verb, ["show", "correct"]) === "correct")
      return correct(context, subreddit, more);
    nothingMore(more);
    const found = await transparencyReports(await context.installation(), {
      ...{ subreddit, at: context.now() },
    });
    if (!found)
      throw new CommandFailed(
        `r/${subreddit} publishes no numbers. Its moderators can, or: pnpm appealmod community ${subreddit} set transparencyReport=yes`,
      );
    if (values.json) return context.screen.json(found);
    if (found.reports.length === 0) return context.screen.text("No month has been published yet.");
    const rows = found.reports.map(({ month, version, publishedAt, correction }) => [
      ...[month.slice(0, 7), `${version}`, moment(publishedAt), correction ?? ""],
    ]);
    context.screen.text(table(["month", "version", "published", "correction"], rows));
  },
};

async function correct(
  { installation, screen, now }: CommandContext,
  subreddit: string,
  [month = "", note = "", ...more]: readonly string[],
): Promise<void> {
  nothingMore(more);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw new UsageError(`Which month? Write it as 2026-03, not "${month}".`);
  if (note.trim() === "")
    throw new UsageError("Why is it corrected? Write the reason in quotes: it is published.");
  const version = await correctTransparencyReport(
    await installation(),
    { kind: "operator" },
    { subreddit, month: `${month}-01`, note, at: now() },
  );
  if (version === null)
    throw new CommandFailed(
      `${month} of r/${subreddit} was never published, so there is nothing to correct. "pnpm appealmod report ${subreddit}" lists what was.`,
    );
  screen.text(`Version ${version} of ${month} is published.`);
}
