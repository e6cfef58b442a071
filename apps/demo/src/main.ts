import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Installation, startInstallation } from "@appealmod/testing-installation";
import { checkStory } from "./check.ts";
import { fillDemo } from "./fill-demo.ts";

const usage = `Usage: ./scripts/demo [--check]

  (nothing)  starts a pretend Reddit, the database, the site and the bot, prints their
             addresses, and keeps them running until Ctrl-C
  --check    starts them afresh, lives through one appeal from ban to private note,
             prints each step with its time, stops everything; exit 0 if all went well
`;

const root = join(import.meta.dirname, "..", "..", "..");

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((word) => word !== "--"),
    options: { check: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => resolve());
  });
  return values.check ? await check(interrupted) : await keepRunning(interrupted);
}

async function check(interrupted: Promise<void>): Promise<number> {
  const dataDir = join(root, ".appealmod", "demo-check");
  await rm(dataDir, { recursive: true, force: true });
  const installation = await start(dataDir, {});
  try {
    const aborted = interrupted.then(() => {
      throw new Error("interrupted");
    });
    await Promise.race([checkStory(installation), aborted]);
    process.stdout.write("The story went as it should.\n");
    return 0;
  } catch (error) {
    process.stderr.write(`The story did not go as it should: ${messageOf(error)}\n\n`);
    for (const { name, output } of [installation.bot, installation.web])
      process.stderr.write(
        `── the ${name} said ──\n${output().split("\n").slice(-30).join("\n")}\n`,
      );
    return 1;
  } finally {
    await installation.stop();
  }
}

async function keepRunning(interrupted: Promise<void>): Promise<number> {
  const dataDir = join(root, ".appealmod", "demo");
  const installation = await start(dataDir, { webPort: 3000, redditPort: 8085, keepsReddit: true });
  const { webUrl, redditUrl, demo, bot, web, reddit, control } = installation;
  const [redditor = "", moderator = ""] = [demo.redditors[0], demo.moderators[0]];
  const as = (name: string) => `${redditUrl}/?as=${name}`;
  const other = "CedarCreekPaddlers";
  const isThere = (await control.subreddits()).some(({ name }) => name === other);
  if (!isThere)
    await control.createSubreddit({
      ...{ name: other, title: "Cedar Creek Paddlers", subscribers: 7_310 },
      moderators: demo.moderators.map((name) => ({ name, permissions: ["all"] })),
    });
  process.stdout.write("Letting a handful of appeals come about …\n");
  const appeals = await fillDemo(installation).catch((error: unknown) => {
    process.stderr.write(`Not all of the example appeals came about: ${messageOf(error)}\n`);
    return null;
  });
  process.stdout.write(
    [
      "",
      `The site                          ${webUrl}`,
      `Moderators sign in, the queue     ${webUrl}/moderate`,
      `Moderators add a community        ${webUrl}/moderate/join`,
      `Pretend Reddit, redditor's inbox  ${as(redditor)}`,
      `Pretend Reddit, as moderator      ${as(moderator)}`,
      ...(appeals
        ? [
            `A redditor's form                 ${appeals.form}`,
            `A redditor's appeal, sent         ${appeals.status}`,
            `A redditor's appeal, granted      ${appeals.granted}`,
          ]
        : []),
      "",
      "Try it, the whole circle (on the pretend Reddit a browser is one person at a time: each link above",
      "makes it that person):",
      `1. In the redditor's inbox, answer the notice of the ban from r/${demo.subreddit}. Seconds later the`,
      "   bot's invite stands below it: follow its link, fill the form in and send it.",
      "2. As moderator, see what came of it in Mod Mail: until the form was sent, the conversation lay in",
      "   «Archived»; now it is back, with the answers as a private note.",
      `3. Open the queue, sign in as u/${moderator} at the pretend Reddit, and decide about u/${redditor}'s`,
      "   appeal. Half a minute later the bot has lifted the ban, or answered that it stays.",
      "4. Open the redditor's form link again: the page says what was decided.",
      `5. r/${other} has no bot yet: bring it in with «add a community».`,
      "",
      `Logs are in ${join(dataDir, "logs")}. Ctrl-C stops everything.`,
      "",
    ].join("\n"),
  );
  const ended = [bot, web, reddit].map(async (each) => {
    await each.exited;
    return each;
  });
  try {
    const first = await Promise.race([interrupted, ...ended]);
    if (first) {
      const words = first.output();
      process.stderr.write(`The ${first.name} ended by itself. Its last words:\n${words}\n`);
    }
    process.stdout.write("Stopping …\n");
    return first ? 1 : 0;
  } finally {
    await installation.stop();
  }
}

async function start(
  dataDir: string,
  options: Partial<Parameters<typeof startInstallation>[0]>,
): Promise<Installation> {
  await mkdir(dataDir, { recursive: true });
  const began = performance.now();
  return await startInstallation({
    dataDir,
    ...options,
    onStarted: (name) =>
      process.stdout.write(
        `${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${name} is up\n`,
      ),
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  return 2;
});
