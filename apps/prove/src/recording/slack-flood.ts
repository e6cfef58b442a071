/**
 * Slack answers 429 and 5xx for a minute while five thousand events pour in from two bots,
 * recent and started, that share its webhooks. Prints what Slack was asked to take and what it
 * took, and how long redditors waited for the bot meanwhile and before.
 *
 *   pnpm prove:slack [<seconds of trouble>]
 *
 * Exit 0: at most sixty posts a minute to each webhook, every event told one by one or as a
 * number, and the bot's answers as fast as ever.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type SlackPost, type SlackSink, startSlackSink } from "@appealmod/sinks/testing";
import { startInstallation } from "@appealmod/testing-installation";
import { isAsFast, printTable, printWaits } from "./print-table.ts";
import { startTellers } from "./told-appeals.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const dataDir = join(root, ".appealmod", "prove-slack");
const flooded = "apps/bot/test/children/flooded-bot.ts";
const troubleMs = Number(process.argv[2] ?? 60) * 1000;
const quietMs = 20_000;
/** Backed off for as long as a minute and a quarter, and then a backlog to be posted. */
const afterMs = 100_000;
const events = 5_000;
const hooks = ["main", "steps", "alerts", "errors", "logging"] as const;
const mostPostsPerMinute = 60;
const answers = [
  { status: 429, body: "rate_limited", retryAfter: 2 },
  { status: 500, body: "" },
  { status: 503, body: "" },
] as const;

const began = performance.now();
const say = (words: string) =>
  process.stdout.write(
    `${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${words}\n`,
  );

await rm(dataDir, { recursive: true, force: true });
await mkdir(dataDir, { recursive: true });
const sink = await startSlackSink();
const settings = Object.fromEntries(
  hooks.map((hook) => [`APPEALMOD_SLACK_HOOK_${hook.toUpperCase()}`, sink.hookUrl(hook)]),
);
const installation = await startInstallation({
  dataDir,
  bot: [flooded, "recent", "0", "0"],
  settings: { ...settings, APPEALMOD_RECENT_POLL_INTERVAL: "0.5" },
});
try {
  process.exitCode = (await prove()) ? 0 : 1;
} finally {
  await installation.stop();
  await sink.close();
}

async function prove(): Promise<boolean> {
  const quiet = "Slack takes everything";
  const flood = "Slack in trouble, events pouring in";
  say("the bot runs, with a webhook for each of the five channels");
  const appeals = startTellers(installation, 2, quiet);
  await wait(quietMs);

  appeals.enter("bots started again");
  await installation.bot.stop();
  const half = events / 2;
  const perSecond = String(Math.ceil(half / (troubleMs / 1000)));
  const from = sink.posts.length;
  sink.behave(() => answers[sink.posts.length % answers.length] ?? "take");
  const bots = await Promise.all([
    installation.startBot([flooded, "recent", "0", String(half), perSecond]),
    installation.startBot([flooded, "started", String(half), String(events), perSecond]),
  ]);
  say(`recent and started run, each with ${half} events; Slack answers 429, 500 and 503`);
  appeals.enter(flood);
  await wait(troubleMs);
  sink.behave(() => "take");
  say("Slack is well again");
  await appeals.stop();
  await wait(afterMs);
  await Promise.all(bots.map((bot) => bot.stop()));
  say("the bots have ended");

  process.stdout.write("\nHow long redditors waited for the bot:\n\n");
  printWaits(appeals.told);
  const isKept = reportPosts(sink, sink.posts.slice(from));
  const isUnhurried = isAsFast(appeals.told, flood, quiet);
  process.stdout.write(
    `\n${isKept ? "The rate was kept, and nothing left out." : "NOT as it should be."} ${
      isUnhurried ? "The bot's answers were not delayed." : "The bot's answers WERE delayed."
    }\n`,
  );
  return isKept && isUnhurried;
}

function reportPosts({ busiestMinute }: SlackSink, posts: readonly SlackPost[]): boolean {
  const rows = hooks.map((hook) => {
    const here = posts.filter((post) => post.hook === hook);
    const taken = here.filter(({ status }) => status === 200);
    const told = floodIn(taken);
    return { hook, posts: here.length, taken: taken.length, busiest: busiestMinute(hook), told };
  });
  process.stdout.write("\nWhat Slack was asked to take:\n\n");
  printTable([
    ["webhook", "posts", "taken", "busiest minute", "flood events told"],
    ...rows.map(({ hook, posts, taken, busiest, told }) => [
      ...[hook, posts, taken, busiest, `${told} of ${expected(hook)}`],
    ]),
  ]);
  return rows.every(
    ({ hook, busiest, told }) => busiest <= mostPostsPerMinute && told === expected(hook),
  );
}

/** How many of the flood's events belong to a channel: see the flooded bot. */
function expected(hook: (typeof hooks)[number]): number {
  const alerts = events / 1000;
  const errors = events / 1000;
  const milestones = events / 100;
  switch (hook) {
    case "main":
      return milestones;
    case "alerts":
      return alerts;
    case "errors":
      return errors;
    case "steps":
      return events - alerts - errors;
    case "logging":
      return events;
  }
}

/** Events of the flood that the messages tell of: one by one, as "… more", or as "… times". */
function floodIn(posts: readonly SlackPost[]): number {
  return posts
    .flatMap(({ payload }) => payload.blocks ?? [])
    .map(({ text }) => text?.text ?? "")
    .filter((text) => /Event \d+( of many|: )/.test(text))
    .reduce((sum, text) => {
      const more = /\*([\d,]+) more of the same/.exec(text)?.[1];
      const times = /\*([\d,]+) times\*/.exec(text)?.[1];
      return sum + (more ? 1 + numberIn(more) : times ? numberIn(times) : 1);
    }, 0);
}

function numberIn(text: string): number {
  return Number(text.replaceAll(",", ""));
}
