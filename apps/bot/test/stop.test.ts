import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { awaitUntil } from "./await-until.ts";
import { startBot } from "./bot-process.ts";
import { openStage, type Stage } from "./stage.ts";
import {
  awaitForwarding,
  awaitInvite,
  awaitSettled,
  contestedBan,
  expectToldOnce,
} from "./story.ts";

const quick = {
  APPEALMOD_RECENT_POLL_INTERVAL: "0.2",
  APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "0.5",
};

/** Far below the time after which a request that Reddit does not answer is given up. */
const untilGivenUpMs = 15_000;

async function queue(stage: Stage) {
  const { rows } = await stage.database.pool.query<{ name: string; locked: boolean }>(
    `select task_identifier as name, locked_at is not null as locked from graphile_worker.jobs
    where task_identifier = 'process-conversation'`,
  );
  return rows;
}

async function struck(stage: Stage, count = 1): Promise<void> {
  await awaitUntil("a request that hangs", async () =>
    (await stage.control.faults()).some((fault) => fault.struck >= count),
  );
}

describe("a stop ends the bot without waiting for Reddit and leaves the running job to the next start", () => {
  test.for<[NodeJS.Signals, string, string]>([
    ["SIGTERM", "modmail.read", "a look"],
    ["SIGINT", "moderation_log.list", "a look at the ban"],
    ["SIGTERM", "modmail.reply", "an invite"],
    ["SIGINT", "modmail.archive", "the archiving"],
  ])("%s, while Reddit does not answer %s (%s)", async ([signal, endpoint], { onTestFinished }) => {
    const stage = await openStage(quick, onTestFinished);
    const { id: faultId } = await stage.control.addFault({ kind: "hang", endpoint });
    const { redditor, id } = await contestedBan(stage);
    // More than the listing can tell: the bot has to look for itself.
    await redditor.reply(id, "Is anybody there?");
    const bot = startBot([], stage.env, onTestFinished);
    await struck(stage);
    const stoppedAt = performance.now();
    bot.kill(signal);
    const ended = await bot.ended;
    expect(performance.now() - stoppedAt).toBeLessThan(untilGivenUpMs);
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: "" });
    expect(await queue(stage)).toEqual([{ name: "process-conversation", locked: false }]);

    await stage.control.clearFaults(faultId);
    const next = startBot([], stage.env, onTestFinished);
    await awaitInvite(stage, redditor, id);
    await awaitSettled(stage);
    await redditor.submit();
    await awaitForwarding(stage, redditor);
    await expectToldOnce(stage, redditor, id);
    next.kill("SIGTERM");
    expect(await next.ended).toMatchObject({ code: 0, stderr: "" });
  });
});

test("a stop ends a bot whose request for the listing hangs", async () => {
  const stage = await openStage(quick);
  await stage.control.addFault({ kind: "hang", endpoint: "modmail.list" });
  const bot = startBot(["recent"], stage.env);
  await struck(stage);
  const stoppedAt = performance.now();
  bot.kill("SIGTERM");
  expect(await bot.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  expect(performance.now() - stoppedAt).toBeLessThan(untilGivenUpMs);
});

test("an idle bot stops by itself", async () => {
  const stage = await openStage(quick);
  const bot = startBot([], stage.env);
  await bot.told(({ event, message }) => event === "runner-started" && /^started/.test(message));
  await awaitUntil("a look at the listing", async () => {
    const { byEndpoint } = await stage.control.requests();
    return (byEndpoint["modmail.list"] ?? 0) > 1;
  });
  bot.kill("SIGINT");
  expect(await bot.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
});

test("the embedded Postgres ends with the bot that started it", async () => {
  const stage = await openStage({ ...quick, APPEALMOD_DATABASE_URL: undefined });
  const bot = startBot([], stage.env);
  await bot.told("logged-in");
  const pidFiles = async () =>
    (await readdir(stage.dataDir, { recursive: true })).filter((path) =>
      path.endsWith("postmaster.pid"),
    );
  expect(await pidFiles()).toHaveLength(1);
  const stoppedAt = performance.now();
  bot.kill("SIGTERM");
  expect(await bot.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  expect(performance.now() - stoppedAt).toBeLessThan(untilGivenUpMs);
  expect(await pidFiles()).toEqual([]);
});
