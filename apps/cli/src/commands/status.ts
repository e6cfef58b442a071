import type { AppealCount, ServedCommunity, UnsettledAction } from "@appealmod/db";
import { conversationAddress } from "@appealmod/engine";
import type { FailingJob } from "@appealmod/jobs";
import { type InstallationStatus, installationStatus } from "@appealmod/use-cases";
import type { Command } from "../command.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { indented } from "../output/indented.ts";
import { table } from "../output/table.ts";
import { moment, span } from "../output/times.ts";

const mostShown = 20;

export const status: Command = {
  name: "status",
  summary: "how the installation is: communities, open appeals, queue, troubles",
  usage: `Usage: pnpm appealmod status [--json]

Shows the communities that are served and what keeps the bot from it, the open appeals, how
much waits in the queue, jobs that keep failing, effects on Reddit that were begun over a
minute ago and are not known to have happened, and how far the modmail listing was seen.
Jobs and effects are limited to the first ${mostShown}.

Example: pnpm appealmod status --json
`,
  async run({ installation, screen, remark, now }, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    nothingMore(positionals);
    const state = await installationStatus(await installation(), now(), {
      mostShown,
      onUnreadable: ({ message }) => remark(message),
    });
    if (values.json) screen.json(state);
    else screen.text(told(state, now()));
  },
};

function told(state: InstallationStatus, now: Date): string {
  return [
    section("Communities served", state.communities.map(communityLine)),
    section("Open appeals", [appealTable(state.openAppeals)]),
    section("Queue", [
      `${state.queue.ready} ready, ${state.queue.scheduled} for later, ${state.queue.running} running`,
    ]),
    section(
      "Jobs that keep failing",
      state.failingJobs.map((job) => jobLines(job, now)),
    ),
    section(
      "Begun over a minute ago and not settled",
      state.unsettledActions.map((action) => actionLine(action, now)),
    ),
    section(
      "Modmail listing seen until",
      state.listing.map(
        ({ account, seenUntil }) =>
          `${moment(seenUntil)} by u/${account}, ${span(seenUntil, now)} ago`,
      ),
    ),
  ].join("\n\n");
}

function section(heading: string, lines: readonly string[]): string {
  const content = lines.filter((line) => line !== "");
  return `${heading}\n${indented(content.join("\n") || "none")}`;
}

function communityLine({ name, account, trouble }: ServedCommunity): string {
  const who = account === null ? "" : ` by u/${account}`;
  return `r/${name}${who}${trouble === null ? "" : `  in trouble: ${trouble}`}`;
}

function appealTable(counts: readonly AppealCount[]): string {
  if (counts.length === 0) return "";
  return table(
    ["group", "state", "appeals"],
    counts.map(({ group, state, count }) => [group, state, String(count)]),
  );
}

function jobLines(job: FailingJob, now: Date): string {
  const { key, subreddit, username, failures, reason, nextTryAt } = job;
  const about = [key, subreddit, username].filter((part) => part !== null);
  const next = nextTryAt > now ? `in ${span(now, nextTryAt)}` : "as soon as a worker is free";
  const often = failures === 1 ? "once" : `${failures} times`;
  const head = `${about.join(" ")}: failed ${often}, next try ${next}`;
  return `${head}\n${indented(reason)}`;
}

function actionLine({ action, conversationId, claimedAt }: UnsettledAction, now: Date): string {
  return `${action.key}, ${span(claimedAt, now)} ago, ${conversationAddress(conversationId)}`;
}
