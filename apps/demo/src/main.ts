import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Installation, startInstallation } from "@appealmod/testing-installation";
import { checkStory } from "./check.ts";

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
  const { webUrl, redditUrl, demo, bot, web, reddit } = installation;
  const as = (name: string) => `${redditUrl}/?as=${name}`;
  process.stdout.write(
    [
      "",
      `The site                      ${webUrl}`,
      `Pretend Reddit, as redditor   ${as(demo.redditors[0] ?? "")}`,
      `Pretend Reddit, as moderator  ${as(demo.moderators[0] ?? "")}`,
      "",
      `Try it: as moderator, ban u/${demo.redditors[0]} from r/${demo.subreddit}. As redditor, answer the`,
      "ban notice in the inbox. Seconds later the bot's invite is there: follow its link.",
      `Then sign in on the site as moderator: ${webUrl}/moderate`,
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
