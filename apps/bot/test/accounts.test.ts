import { assignAccount } from "@appealmod/db";
import { describe, expect, test } from "vitest";
import { isArchived, notes } from "./appellant.ts";
import { awaitUntil } from "./await-until.ts";
import { runBot, startBot } from "./bot-process.ts";
import { appeals, countOf, decisions } from "./records.ts";
import { community, type Stage } from "./stage.ts";
import { awaitForwarding, awaitInvite, awaitSettled } from "./story.ts";
import {
  authors,
  type Contest,
  contestedIn,
  firstBot,
  join,
  openTwoAccounts,
  requestsBy,
  second,
  secondAccount,
  useUp,
} from "./two-accounts.ts";

const quick = {
  APPEALMOD_RECENT_POLL_INTERVAL: "0.2",
  APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "0.5",
};

async function severalIn(stage: Stage, subreddit: string, prefix: string, count: number) {
  const contests: Contest[] = [];
  for (let at = 1; at <= count; at += 1)
    contests.push(await contestedIn(stage, subreddit, `${prefix}${at}`));
  return contests;
}

async function troubleOf(stage: Stage, subreddit: string): Promise<string | null> {
  const { rows } = await stage.database.pool.query<{ trouble: string | null }>(
    "select trouble from communities where key = lower($1)",
    [subreddit],
  );
  return rows[0]?.trouble ?? null;
}

test.concurrent("each account answers in its own communities, and asks once for all of them in a pass", async ({
  onTestFinished,
}) => {
  const stage = await openTwoAccounts({}, onTestFinished);
  const here = await contestedIn(stage, community.subreddit, "BogTrotter");
  const there = await contestedIn(stage, second.subreddit, "ScreeSlider");
  await stage.pass("recent");
  expect(await authors(stage, here.id)).toEqual(["RangerOlive", "BogTrotter", firstBot]);
  expect(await authors(stage, there.id)).toEqual(["CragWarden", "ScreeSlider", second.bot]);
  for (const { id } of [here, there]) expect(await isArchived(stage, id)).toBe(true);

  await here.redditor.submit();
  await there.redditor.submit();
  await stage.pass("started");
  expect((await authors(stage, here.id)).slice(3)).toEqual([firstBot, `(${firstBot})`]);
  expect((await authors(stage, there.id)).slice(3)).toEqual([second.bot, `(${second.bot})`]);

  await stage.pass("recent");
  await stage.control.resetRequests();
  await stage.pass("recent");
  for (const account of [firstBot, second.bot])
    expect(await requestsBy(stage, account)).toEqual({ "modmail.list": 1 });
  expect(await stage.requestsOf(() => stage.pass("started"))).toEqual({});
});

describe("an account whose budget is used up", () => {
  test.concurrent("holds up nobody: the other account's appeals are answered at once", async ({
    onTestFinished,
  }) => {
    const stage = await openTwoAccounts(quick, onTestFinished);
    const waiting = await severalIn(stage, second.subreddit, "ScreeSlider", 8);
    await stage.pass("recent");
    await useUp(stage, 100);
    for (const { redditor } of waiting) await redditor.submit();
    const bot = startBot([], stage.env, onTestFinished);
    const told = await bot.told("rate-limited");
    expect(told.message).toContain(`u/${second.bot}: `);

    for (const name of ["BogTrotter", "MarshWalker", "FenStroller"]) {
      const { redditor, id } = await contestedIn(stage, community.subreddit, name);
      await awaitUntil("an answer at once", async () => isArchived(stage, id), 6_000);
      await redditor.submit();
      await awaitForwarding(stage, redditor);
    }
    const held = "graphile_worker.jobs where flags ? 'r/birdcalls'";
    expect(await countOf(stage, held)).toBeGreaterThanOrEqual(8);
    expect(await countOf(stage, `${held} and locked_at is not null`)).toBe(0);
    bot.kill("SIGTERM");
    expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });

    // Whoever has a budget goes on where the other one had to leave it.
    await stage.control.setRateLimit({ quota: null });
    await stage.pass("started");
    for (const { id } of waiting) expect(await notes(stage, id)).toHaveLength(1);
  });

  test.concurrent("goes on by itself when Reddit grants requests again", async ({
    onTestFinished,
  }) => {
    const stage = await openTwoAccounts(quick, onTestFinished);
    const waiting = await severalIn(stage, second.subreddit, "ScreeSlider", 6);
    await stage.pass("recent");
    const bot = startBot([], stage.env, onTestFinished);
    const account = second.bot;
    await stage.control.addFault({ kind: "status", status: 429, retryAfter: 6, account, times: 4 });
    for (const { redditor } of waiting) await redditor.submit();
    await bot.told("rate-limited");
    for (const { redditor } of waiting) await awaitForwarding(stage, redditor);
    await awaitSettled(stage);
    for (const { id } of waiting) expect(await notes(stage, id)).toHaveLength(1);
    bot.kill("SIGTERM");
    expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a community that goes from one account to another in the middle of a dialogue", () => {
  test.concurrent("finds the former one's words to be ours", async ({ onTestFinished }) => {
    const stage = await openTwoAccounts({}, onTestFinished);
    const { redditor, id } = await contestedIn(stage, community.subreddit, "BogTrotter");
    await stage.pass("recent");
    await join(stage, community.subreddit, second.bot);
    await assignAccount(stage.database, community.subreddit, second.bot);
    const events = await stage.pass("recent");
    expect(events.filter(({ event }) => event !== "logged-in")).toEqual([]);
    await stage.control.removeModerator({ subreddit: community.subreddit, name: firstBot });

    await redditor.reply(id, "Is anybody there?");
    await stage.pass("recent");
    await redditor.submit();
    await stage.pass("started");
    expect(await authors(stage, id)).toEqual([
      "RangerOlive",
      "BogTrotter",
      firstBot,
      "BogTrotter",
      second.bot,
      second.bot,
      `(${second.bot})`,
    ]);
    expect((await decisions(stage, id)).map(({ reason }) => reason)).not.toContain(
      "human-involved",
    );
    expect(await appeals(stage, "BogTrotter")).toMatchObject([
      { state: "forwarded", involved: false },
    ]);
  });

  test.concurrent.for<[string, "before" | "after"]>([
    ["stands there already", "after"],
    ["was never sent", "before"],
  ])("settles an invite that was begun and %s", async ([, when], { onTestFinished }) => {
    const stage = await openTwoAccounts(quick, onTestFinished);
    const { redditor, id } = await contestedIn(stage, community.subreddit, "BogTrotter");
    await stage.control.addFault({
      kind: "hang",
      endpoint: "modmail.reply",
      effect: when === "after" ? "done" : "skipped",
      times: 1,
    });
    const bot = startBot([], stage.env, onTestFinished);
    await awaitUntil("a request that hangs", async () => {
      return (await stage.control.faults()).length === 0;
    });
    bot.kill("SIGKILL");
    await bot.ended;
    expect(await countOf(stage, "actions where status = 'claimed'")).toBe(1);

    // The settings know the former account no more: only that it listened tells whose words those are.
    await join(stage, community.subreddit, second.bot);
    const { APPEALMOD_ACCOUNTS: _, ...rest } = stage.env;
    const env = {
      ...rest,
      APPEALMOD_REDDIT_USERNAME: second.bot,
      APPEALMOD_REDDIT_PASSWORD: second.password,
      APPEALMOD_CLIENT_ID: second.clientId,
      APPEALMOD_CLIENT_SECRET: second.clientSecret,
    };
    const next = startBot([], env, onTestFinished);
    await awaitInvite(stage, redditor, id);
    await awaitSettled(stage);
    await redditor.submit();
    await awaitForwarding(stage, redditor);
    await awaitSettled(stage);
    const inviter = when === "after" ? firstBot : second.bot;
    expect((await authors(stage, id)).slice(2)).toEqual([inviter, second.bot, `(${second.bot})`]);
    expect(await redditor.links()).toHaveLength(1);
    next.kill("SIGTERM");
    expect(await next.ended).toMatchObject({ code: 0, stderr: "" });
  });
});

const wrong = { APPEALMOD_ACCOUNTS: JSON.stringify([secondAccount({ reddit_password: "old" })]) };

describe("an account that Reddit does not let in", () => {
  test.concurrent("gives its communities an issue, and leaves the others served", async ({
    onTestFinished,
  }) => {
    const stage = await openTwoAccounts(quick, onTestFinished);
    const lost = await contestedIn(stage, second.subreddit, "ScreeSlider");
    const bot = startBot([], { ...stage.env, ...wrong }, onTestFinished);
    const told = await bot.told("account-refused");
    expect(told.message).toMatch(/u\/BirdCallsBot.* r\/BirdCalls cannot be served/);
    const served = await contestedIn(stage, community.subreddit, "BogTrotter");
    await awaitInvite(stage, served.redditor, served.id);
    expect(await troubleOf(stage, second.subreddit)).toMatch(/u\/BirdCallsBot in.*settings/);
    expect(await lost.redditor.links()).toEqual([]);
    expect(bot.events.filter(({ event }) => event === "account-refused")).toHaveLength(1);
    // Reddit is asked for a token once, and then left in peace.
    const logins = await stage.control.requests({ endpoint: "oauth.access_token" });
    expect(logins.total).toBeLessThanOrEqual(3);
    bot.kill("SIGTERM");
    expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });

    const next = startBot([], stage.env, onTestFinished);
    await awaitInvite(stage, lost.redditor, lost.id);
    await next.told("community-mended");
    await awaitUntil("no trouble", async () => (await troubleOf(stage, second.subreddit)) === null);
  });

  test.concurrent("is named at the end of a single pass that served the others", async ({
    onTestFinished,
  }) => {
    const stage = await openTwoAccounts({}, onTestFinished);
    const served = await contestedIn(stage, community.subreddit, "BogTrotter");
    const ended = await runBot(["--once"], { ...stage.env, ...wrong }, onTestFinished);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/u\/BirdCallsBot: .*password/);
    expect(await isArchived(stage, served.id)).toBe(true);
  });

  test.concurrent.for([[[]], [["started"]], [["--once"]]])(
    "ends the bot where no other is let in either (%s)",
    async ([args = []], { onTestFinished }) => {
      const stage = await openTwoAccounts(quick, onTestFinished);
      const env = { ...stage.env, ...wrong, APPEALMOD_REDDIT_PASSWORD: "old as well" };
      const ended = await runBot(args, env, onTestFinished);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toMatch(/password/);
    },
  );
});

test.concurrent("a community that is assigned to nobody's account is named with the cure, and served by no other", async ({
  onTestFinished,
}) => {
  const stage = await openTwoAccounts(quick, onTestFinished);
  const { subreddit } = community;
  const bot = startBot([], stage.env, onTestFinished);
  await bot.told("runner-started");
  await assignAccount(stage.database, subreddit, "LostBot");
  const told = await bot.told("community-in-trouble");
  expect(told.message).toMatch(/r\/PineLakeHikers is assigned to u\/lostbot.*set account=NAME/);
  const waiting = await contestedIn(stage, subreddit, "BogTrotter");
  const served = await contestedIn(stage, second.subreddit, "ScreeSlider");
  await awaitInvite(stage, served.redditor, served.id);
  expect(await waiting.redditor.links()).toEqual([]);
  await waiting.redditor.reply(waiting.id, "Hello?");

  await assignAccount(stage.database, subreddit, firstBot);
  await awaitInvite(stage, waiting.redditor, waiting.id);
  await bot.told("community-mended");
  bot.kill("SIGTERM");
  expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
});

test("two bots with two accounts each do everything once", async () => {
  const stage = await openTwoAccounts(quick);
  const contests = [
    ...(await severalIn(stage, community.subreddit, "MarshWalker", 6)),
    ...(await severalIn(stage, second.subreddit, "ScreeSlider", 6)),
  ];
  const bots = [startBot([], stage.env), startBot([], stage.env)];
  await Promise.all(contests.map(({ redditor, id }) => awaitInvite(stage, redditor, id)));
  await awaitSettled(stage);
  await Promise.all(
    contests.map(async ({ redditor }) => {
      await redditor.submit();
      await awaitForwarding(stage, redditor);
    }),
  );
  await awaitSettled(stage);
  for (const bot of bots) bot.kill("SIGTERM");
  for (const bot of bots) expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
  for (const [at, { id }] of contests.entries()) {
    const bot = at < 6 ? firstBot : second.bot;
    expect((await authors(stage, id)).slice(2)).toEqual([bot, bot, `(${bot})`]);
  }
  expect(await countOf(stage, "appeals")).toBe(contests.length);
});
