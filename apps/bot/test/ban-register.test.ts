import { enqueue } from "@appealmod/jobs";
import { expect, test } from "vitest";
import { forwarded, invited, isArchived, meet } from "./appellant.ts";
import { awaitUntil } from "./await-until.ts";
import { startBot } from "./bot-process.ts";
import { appeals, countOf, decisions } from "./records.ts";
import { community, openStage, type Stage } from "./stage.ts";
import { awaitInvite, contestedBan } from "./story.ts";
import { contestedIn, openTwoAccounts, second } from "./two-accounts.ts";

const quick = {
  APPEALMOD_RECENT_POLL_INTERVAL: "0.5",
  APPEALMOD_BAN_LOG_INTERVAL: "1",
};

interface Closing {
  readonly outcome: string | null;
  readonly by: string | null;
  readonly at: Date | null;
}

async function closingOf(stage: Stage, name: string): Promise<Closing | undefined> {
  const { rows } = await stage.database.pool.query<Closing>(
    `select outcome, granted_by as by, closed_at as at from appeals
    where username_key = lower($1) order by opened_at desc`,
    [name],
  );
  return rows[0];
}

/** Unbans somebody, and waits until the appeal is closed for it. */
async function expectGranted(
  stage: Stage,
  { name, subreddit = community.subreddit, by }: { name: string; subreddit?: string; by: string },
): Promise<void> {
  const before = stage.now().getTime();
  await stage.control.unban({ subreddit, name, by });
  const after = stage.now().getTime();
  const isClosed = async () => (await closingOf(stage, name))?.outcome === "granted";
  await awaitUntil(`the appeal of ${name} granted`, isClosed, 20_000);
  const closing = await closingOf(stage, name);
  expect(closing?.by).toBe(by);
  // Reddit's log counts in whole seconds.
  expect(closing?.at?.getTime()).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000);
  expect(closing?.at?.getTime()).toBeLessThanOrEqual(after);
}

function bot(stage: Stage, runners: readonly ("recent" | "started")[] = ["recent"], env = {}) {
  return startBot(runners, { ...stage.env, ...quick, ...env });
}

test("an unban of a waiting and of a forwarded appeal is noticed at once, with time and moderator", async () => {
  const stage = await openStage();
  await invited(stage, "Waiting_One");
  await forwarded(stage, "Forwarded_One");
  const running = bot(stage);
  await expectGranted(stage, { name: "Waiting_One", by: community.otherModerator });
  await expectGranted(stage, { name: "Forwarded_One", by: community.moderator });
  running.kill("SIGTERM");
  await running.ended;
});

test("an unban of somebody in control is noticed at once as well, by started alone", async () => {
  const stage = await openStage({ APPEALMOD_TREATMENT_FRACTION: "0" });
  const { redditor, id } = await contestedBan(stage, "Control_One");
  await stage.pass("recent");
  expect(await appeals(stage, redditor.name)).toMatchObject([{ group: "control", state: "new" }]);
  const running = bot(stage, ["started"]);
  await expectGranted(stage, { name: redditor.name, by: community.moderator });
  expect((await decisions(stage, id)).at(-1)).toMatchObject({ reason: "not-banned" });
  running.kill("SIGTERM");
  await running.ended;
});

test("a job about an unban that took the place of one about new words reads the words", async () => {
  const stage = await openStage();
  const { redditor, id } = await contestedBan(stage);
  const conversation = { conversationId: id, subreddit: community.subreddit };
  const payload = { ...conversation, username: redditor.name, because: "unban" as const };
  await enqueue(stage.database.pool, "process-conversation", payload);
  await stage.pass("started");
  expect(await redditor.links()).toHaveLength(1);
});

test("a ban that another bot set is left alone, though that bot never says a word", async () => {
  const stage = await openStage();
  const { control } = stage;
  await control.createRedditor({ name: "saferbot" });
  await control.setModerator({ subreddit: community.subreddit, name: "saferbot" });
  const redditor = await meet(stage);
  const ban = { subreddit: community.subreddit, name: redditor.name, by: "saferbot" };
  await control.ban({ ...ban, reason: "Rule 3", note: "took part elsewhere" });
  const id = await redditor.write();
  await stage.pass("recent");
  expect((await decisions(stage, id)).at(-1)).toMatchObject({
    reason: "handled-by-other-bot",
    actions: [],
  });
  expect(await appeals(stage, redditor.name)).toEqual([]);
  expect(await redditor.links()).toEqual([]);
});

test("each of two accounts follows the log of its own communities", async () => {
  const stage = await openTwoAccounts();
  const here = await contestedIn(stage, community.subreddit, "BogTrotter");
  const there = await contestedIn(stage, second.subreddit, "ScreeSlider");
  await stage.pass("recent");
  const running = bot(stage);
  await expectGranted(stage, { name: here.redditor.name, by: community.moderator });
  const { name } = there.redditor;
  await expectGranted(stage, { name, subreddit: second.subreddit, by: "CragWarden" });
  running.kill("SIGTERM");
  await running.ended;
  const keys = "select account_key from moderation_log_positions order by 1";
  const { rows } = await stage.database.pool.query(keys);
  expect(rows).toEqual([{ account_key: "appealmodbot" }, { account_key: "birdcallsbot" }]);
});

test("two processes look at the log as often as one", async () => {
  const stage = await openStage();
  await invited(stage);
  const both = [bot(stage), bot(stage, ["started"])];
  await awaitUntil("the log looked at", async () => (await looks(stage)) > 1, 20_000);
  await stage.control.resetRequests();
  const began = performance.now();
  await awaitUntil("five looks", async () => (await looks(stage)) >= 5, 20_000);
  expect(performance.now() - began).toBeGreaterThan(3_500);
  for (const each of both) each.kill("SIGTERM");
  await Promise.all(both.map(({ ended }) => ended));
});

test("a log with a gap is not believed: each is asked about, and it is told once", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  // What the log told last is gone from it; and it will never tell of this unban.
  await stage.control.setModerationLog({ forget: 1, loseNext: 1 });
  await redditor.unban();
  const other = await contestedBan(stage, "Campfire_Kit");
  const running = bot(stage);
  await awaitInvite(stage, other.redditor, other.id);
  await redditor.reply(id, "Am I back?");
  const isClosed = async () => (await closingOf(stage, redditor.name))?.outcome === "granted";
  await awaitUntil("the appeal granted by the conversation's own word", isClosed, 20_000);
  await awaitUntil("trust again", async () =>
    running.events.some(({ event }) => event === "ban-log-recovered"),
  );
  const trouble = running.events.filter(({ event }) => event === "ban-log-trouble");
  expect(trouble).toHaveLength(1);
  expect(trouble[0]?.message).toContain("does not reach back");
  expect(await isArchived(stage, other.id)).toBe(true);
  running.kill("SIGTERM");
  await running.ended;
});

test("a log that is refused costs a request for each, and is told once", async () => {
  const stage = await openStage();
  await stage.control.addFault({ kind: "status", status: 403, endpoint: "moderation_log.list" });
  const running = bot(stage);
  for (const name of ["Hiker_1", "Hiker_2"]) {
    const { redditor, id } = await contestedBan(stage, name);
    await awaitInvite(stage, redditor, id);
  }
  const { byEndpoint } = await stage.control.requests();
  expect(byEndpoint["bans.list"]).toBe(2);
  await stage.control.clearFaults();
  await awaitUntil("trust again", async () =>
    running.events.some(({ event }) => event === "ban-log-recovered"),
  );
  expect(running.events.filter(({ event }) => event === "ban-log-trouble")).toHaveLength(1);
  running.kill("SIGTERM");
  await running.ended;
});

test("a ban is in the register whoever it is about, and a change of moderators refreshes the community", async () => {
  const stage = await openStage();
  const running = bot(stage);
  await awaitUntil("the log looked at", async () => (await looks(stage)) > 0, 20_000);
  const redditor = await meet(stage, "Never_Appeals");
  await redditor.ban({ reason: "Rule 3", note: "rubbish" });
  await awaitUntil(
    "the ban in the register",
    async () => (await countOf(stage, "bans where username = 'Never_Appeals'")) === 1,
  );
  const { rows } = await stage.database.pool.query(
    "select banned_by, permanence, note, source from bans where username = 'Never_Appeals'",
  );
  const note = "Rule 3: rubbish";
  expect(rows).toEqual([
    { banned_by: community.moderator, permanence: "permanent", note, source: "log" },
  ]);
  await stage.control.resetRequests();
  const { subreddit, bot: name } = community;
  await stage.control.setModerator({ subreddit, name, permissions: ["mail"] });
  await awaitUntil("the community looked at again", async () => {
    const { byEndpoint } = await stage.control.requests();
    return (byEndpoint["moderators.list"] ?? 0) > 0;
  });
  running.kill("SIGTERM");
  await running.ended;
});

async function looks({ control }: Stage): Promise<number> {
  const { byEndpoint } = await control.requests();
  return byEndpoint["moderation_log.list"] ?? 0;
}
