import { type ListedAppeal, listAppeals } from "@appealmod/db";
import type { Command } from "../command.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readChoice } from "../input/read-choice.ts";
import { readLimit } from "../input/read-limit.ts";
import { readRedditor, readSubreddit } from "../input/read-names.ts";
import { outcomeInWords } from "../output/outcome-in-words.ts";
import { table } from "../output/table.ts";
import { moment } from "../output/times.ts";

const usualLimit = 50;
const states = ["open", "new", "invited", "forwarded", "closed"] as const;

export const appeals: Command = {
  name: "appeals",
  summary: "appeals, newest first",
  usage: `Usage: pnpm appealmod appeals [SUB] [--state STATE] [--user NAME] [--limit N] [--json]

  --state STATE  ${states.join(", ")}
  --user NAME    of one redditor; a name that begins with a dash: --user=-name
  --limit N      at most so many; default ${usualLimit}
  --json         whole ids, and everything that the table leaves out

Example: pnpm appealmod appeals PineLakeHikers --state invited
`,
  async run({ installation, screen, remark }, args) {
    const { values, positionals } = readArguments(args, {
      state: { type: "string" },
      user: { type: "string" },
      limit: { type: "string" },
      json: { type: "boolean" },
    });
    const [written, ...more] = positionals;
    nothingMore(more);
    const limit = readLimit(values.limit, usualLimit);
    const filter = {
      subreddit: written === undefined ? undefined : readSubreddit(written),
      username: values.user === undefined ? undefined : readRedditor(values.user),
      state: values.state === undefined ? undefined : readChoice("--state", values.state, states),
      limit: limit + 1,
    };
    const found = await listAppeals((await installation()).database, filter);
    const shown = found.slice(0, limit);
    if (values.json) screen.json(shown);
    else screen.text(shown.length === 0 ? "No such appeal." : appealTable(shown));
    if (found.length > limit) remark(`There are more than these ${limit}: --limit N shows them.`);
  },
};

function appealTable(found: readonly ListedAppeal[]): string {
  return table(
    ["id", "opened", "community", "redditor", "group", "state", "form", "people", "outcome"],
    found.map((appeal) => [
      appeal.id.slice(0, 8),
      moment(appeal.openedAt),
      `r/${appeal.subreddit}`,
      `u/${appeal.username}`,
      appeal.group,
      appeal.state,
      appeal.submittedAt ? "sent" : "-",
      appeal.isModeratorInvolved ? "involved" : "-",
      outcomeInWords(appeal.outcome),
    ]),
  );
}
