import { expect, test } from "vitest";
import { invited, meet } from "./appellant.ts";
import { awaitUntil } from "./await-until.ts";
import { startBot } from "./bot-process.ts";
import { banMessages, countOf } from "./records.ts";
import { community, openStage, type Stage } from "./stage.ts";
import { awaitInvite, awaitSettled, contestedBan } from "./story.ts";

/** More communities than anybody serves today, all run by the bot's account. */
const communities = Array.from({ length: 12 }, (_, at) => `PineLakeTrail${at + 1}`);

async function waitingAppeals(count: number) {
  const stage = await openStage({
    APPEALMOD_SUBREDDITS: [community.subreddit, ...communities].join(","),
  });
  for (const name of communities)
    await stage.control.createSubreddit({
      name,
      moderators: [{ name: community.moderator }, { name: community.bot }],
    });
  await stage.control.seedAppeals({ subreddit: community.subreddit, count: count - 8 });
  await stage.control.seedAppeals({ subreddit: "PineLakeTrail7", count: 8, prefix: "angler" });
  await stage.pass("recent");
  expect(await countOf(stage, "appeals where state = 'invited'")).toBe(count);
  return stage;
}

test("twenty waiting appeals in thirteen communities: one request for recent, none for started", async () => {
  const stage = await waitingAppeals(20);
  expect(await stage.requestsOf(() => stage.pass("recent"))).toEqual({ "modmail.list": 1 });
  expect(await stage.requestsOf(() => stage.pass("started"))).toEqual({});
});

test("a new appeal costs a look at the ban, an answer, and the archiving", async () => {
  const stage = await waitingAppeals(20);
  const { redditor, id } = await contestedBan(stage);
  const requests = await stage.requestsOf(async () => {
    const bot = startBot(["recent"], { ...stage.env, APPEALMOD_RECENT_POLL_INTERVAL: "3600" });
    await awaitInvite(stage, redditor, id);
    await awaitSettled(stage);
    bot.kill("SIGTERM");
    await bot.ended;
  });
  expect(requests).toEqual({
    "modmail.list": 1,
    "moderation_log.list": 1,
    "modmail.reply": 1,
    "modmail.archive": 1,
  });
  // What the notice told them was learned all the same, from Reddit's answer to the invite.
  expect(await banMessages(stage, redditor.name)).toEqual(["You left your rubbish twice."]);
});

test("a single pass reads a new appeal as well: nobody looks again soon", async () => {
  const stage = await waitingAppeals(20);
  await contestedBan(stage);
  expect(await stage.requestsOf(() => stage.pass("recent"))).toEqual({
    "modmail.list": 1,
    "modmail.read": 1,
    "moderation_log.list": 1,
    "modmail.reply": 1,
    "modmail.archive": 1,
  });
});

test("a crowd of 150 costs looks at the log, of which each answers for all", async () => {
  const stage = await openStage();
  const count = 150;
  await stage.control.seedAppeals({ subreddit: community.subreddit, count });
  const began = performance.now();
  const { "bans.list": asked = 0, ...requests } = await awaitArchived(stage, count);
  const { "moderation_log.list": looks = 0, ...others } = requests;
  expect(others).toMatchObject({ "modmail.reply": count, "modmail.archive": count });
  expect(asked).toBe(0);
  // One each three seconds, and one for each that was read anew.
  const { "modmail.read": read = 0 } = others;
  expect(looks).toBeGreaterThanOrEqual(1);
  expect(looks).toBeLessThanOrEqual(2 + (performance.now() - began) / 3_000 + read);
  expect(read).toBeLessThanOrEqual(count / 10);
}, 90_000);

test("a backlog of 150 whose bans no log tells costs a few pages of the list of bans", async () => {
  const stage = await openStage();
  const count = 150;
  // The newest hundred bans alone would not name the oldest, who go first.
  await stage.control.seedAppeals({ subreddit: community.subreddit, count });
  await stage.control.setModerationLog({ forget: count });
  const newest = await meet(stage, "Newest_One");
  await newest.ban();
  const { "bans.list": asked = 0, ...others } = await awaitArchived(stage, count);
  expect(others).toMatchObject({ "modmail.reply": count, "modmail.archive": count });
  // Three as a rule; more where the first were looked up before the whole listing was in the queue.
  expect(asked).toBeLessThanOrEqual(count / 10);
}, 90_000);

/** Requests of a bot that invites so many. */
async function awaitArchived(stage: Stage, count: number): Promise<Record<string, number>> {
  return await stage.requestsOf(async () => {
    // Each pass vouches for what the one before handed over; without, all are read anew after seconds.
    const bot = startBot(["recent"], { ...stage.env, APPEALMOD_RECENT_POLL_INTERVAL: "2" });
    const archived = "actions where key like 'archive%' and status = 'settled'";
    const areArchived = async () => (await countOf(stage, archived)) === count;
    await awaitUntil("all archived", areArchived, 80_000);
    bot.kill("SIGTERM");
    await bot.ended;
  });
}

test("a submitted form costs a look, two messages, and the unarchiving", async () => {
  const stage = await openStage();
  const { redditor } = await invited(stage);
  await redditor.submit();
  expect(await stage.requestsOf(() => stage.pass("started"))).toEqual({
    "modmail.read": 1,
    "modmail.reply": 2,
    "modmail.unarchive": 1,
  });
});

test("a reminder costs a look, an answer, and the archiving", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  await redditor.reply(id, "Hello?");
  expect(await stage.requestsOf(() => stage.pass("recent"))).toEqual({
    // The inbox holds nothing but this, and no longer page was seen: the end is looked for.
    "modmail.list": 2,
    "modmail.read": 1,
    "modmail.reply": 1,
    "modmail.archive": 1,
  });
});

test("without a community to serve nothing is asked, and nobody's mail is touched", async () => {
  const stage = await openStage({ APPEALMOD_SUBREDDITS: "" });
  const redditor = await meet(stage);
  await redditor.ban();
  await redditor.appeal();
  expect(await stage.requestsOf(() => stage.pass("recent"))).toEqual({});
  expect(await redditor.links()).toEqual([]);
});
