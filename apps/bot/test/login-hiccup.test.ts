import { stopServing } from "@appealmod/db";
import { expect, test } from "vitest";
import { isArchived, speakers } from "./appellant.ts";
import { awaitUntil } from "./await-until.ts";
import { runBot, startBot } from "./bot-process.ts";
import { community, openStage, type Stage } from "./stage.ts";
import { awaitForwarding, awaitInvite, contestedBan } from "./story.ts";

const quick = {
  APPEALMOD_RECENT_POLL_INTERVAL: "0.2",
  APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "0.5",
};

/** Reddit takes neither the token nor the one of a fresh login, once. */
const hiccup = { kind: "status", status: 401, times: 2 } as const;

async function isOver(stage: Stage): Promise<boolean> {
  const faults = await stage.control.faults();
  return faults.length === 0;
}

test.concurrent("an account that was refused in passing is back within seconds", {
  timeout: 60_000,
}, async ({ onTestFinished }) => {
  const stage = await openStage(quick, onTestFinished);
  const bot = startBot([], stage.env, onTestFinished);
  await bot.told("runner-started");
  await awaitUntil("a first look", async () => {
    const { total } = await stage.control.requests({ endpoint: "modmail.list" });
    return total > 1;
  });
  await stage.control.addFault(hiccup);
  await bot.told("account-refused");
  const { id } = await contestedBan(stage);
  await awaitUntil("an answer", async () => isArchived(stage, id), 20_000);
  await bot.told("account-accepted");
  bot.kill("SIGTERM");
  expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
});

test.concurrent("an account that was refused comes back also where all its communities were left meanwhile", {
  timeout: 60_000,
}, async ({ onTestFinished }) => {
  const stage = await openStage(quick, onTestFinished);
  const bot = startBot([], stage.env, onTestFinished);
  const { redditor, id } = await contestedBan(stage);
  await awaitInvite(stage, redditor, id);
  await stopServing(stage.database, community.subreddit);
  // Until every process has heard of that.
  await bot.told("no-community");
  await stage.control.addFault(hiccup);
  await redditor.submit();
  await bot.told("account-refused");
  await awaitForwarding(stage, redditor);
  expect(await isOver(stage)).toBe(true);
  bot.kill("SIGTERM");
  expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
});

test.concurrent("a single pass waits for an account that was refused in passing", async ({
  onTestFinished,
}) => {
  const stage = await openStage({}, onTestFinished);
  const { id } = await contestedBan(stage);
  await stage.control.addFault({ ...hiccup, endpoint: "modmail.reply" });
  const ended = await runBot(["--once"], stage.env, onTestFinished);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(await isArchived(stage, id)).toBe(true);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor", "bot"]);
});
