import { findRootDir, loadConfig } from "@appealmod/config";
import { assignAccount, findCommunity } from "@appealmod/db";
import { queueDepth } from "@appealmod/jobs";
import { expect, onTestFinished, test } from "vitest";
import { retryLogins } from "../src/accounts/retry-logins.ts";
import { type Bot, composeBot } from "../src/compose.ts";
import { withErrorBoundary } from "../src/runners/error-boundary.ts";
import { createRecent } from "../src/runners/recent.ts";
import type { Stage } from "./stage.ts";
import { contestedIn, firstBot, openTwoAccounts, second } from "./two-accounts.ts";

async function compose(stage: Stage): Promise<Bot> {
  const env = { ...stage.env, APPEALMOD_LOG_LEVEL: "error" };
  const bot = await composeBot(loadConfig({ env, rootDir: findRootDir() }), { now: stage.now });
  onTestFinished(() => bot.close());
  return bot;
}

async function logins(stage: Stage): Promise<number> {
  return (await stage.control.requests()).byEndpoint["oauth.access_token"] ?? 0;
}

test("an account that was refused is tried again after a while, and serves its communities once it is let in", async () => {
  const stage = await openTwoAccounts();
  await contestedIn(stage, second.subreddit, "ScreeSlider");
  const bot = await compose(stage);
  const [, account] = bot.accounts.all;
  if (!account) throw new Error("there are two accounts");
  const pass = withErrorBoundary(bot, { runner: "recent", account }, async () => {
    await recent();
  });
  const recent = createRecent(bot, account);
  const trouble = async () => (await findCommunity(stage.database, second.subreddit))?.trouble;

  await stage.control.addFault({ kind: "status", status: 401, endpoint: "oauth.access_token" });
  await pass();
  expect(bot.accounts.logins.isRefused(account)).toBe(true);
  expect(await trouble()).toContain(`u/${second.bot}`);
  const tried = await logins(stage);
  await stage.control.clearFaults();
  await retryLogins(bot);
  await pass();
  expect(await logins(stage)).toBe(tried);

  stage.passDays(6 / 86_400);
  await retryLogins(bot);
  await pass();
  expect(bot.accounts.logins.isRefused(account)).toBe(false);
  expect(await trouble()).toBeNull();
  expect(await queueDepth(stage.database.pool)).toMatchObject({ ready: 1 });
});

test("at the start the settings have the last word on who serves the communities that they name", async () => {
  const stage = await openTwoAccounts();
  await assignAccount(stage.database, second.subreddit, firstBot);
  const { assignments, all } = (await compose(stage)).accounts;
  expect(assignments.accountFor(second.subreddit)).toBe(all[1]);
  expect(all.map(assignments.servedBy)).toEqual([["PineLakeHikers"], [second.subreddit]]);
});
