import { type Moderator, nameKey } from "@appealmod/core";
import { storeCommunityWatch, storeHook } from "@appealmod/db";
import { drainJobs, enqueue } from "@appealmod/jobs";
import { createCommunityHooksSink, deliverOnce } from "@appealmod/sinks";
import { decideOnAppeal, type NewDecision, takeBackDecision } from "@appealmod/use-cases";
import { expect, test } from "vitest";
import { createHandlers } from "../src/jobs/handlers.ts";
import { forwarded, isArchived, notes, said } from "./appellant.ts";
import { countOf, effects } from "./records.ts";
import { community, openStage, type Stage } from "./stage.ts";

const { subreddit, moderator: name } = community;

/** A moderator as the site knows them once the bot has read Reddit's list. */
async function moderator({ database }: Stage): Promise<Moderator> {
  const { rows } = await database.pool.query<{ id: string }>(
    "select redditor_id as id from community_moderators where username = $1",
    [name],
  );
  return { kind: "moderator", redditorId: rows[0]?.id ?? "", username: name };
}

async function appealOf({ database }: Stage, conversationId: string) {
  const { rows } = await database.pool.query<{
    id: string;
    version: number;
    state: string;
    outcome: string | null;
    by: string | null;
  }>(
    `select id, review_version as version, state, outcome, granted_by as by
    from appeals where conversation_id = $1`,
    [conversationId],
  );
  return rows[0] ?? expect.fail("there is no appeal");
}

async function decisionOf({ database }: Stage) {
  const { rows } = await database.pool.query<{ id: string; state: string; trouble: string | null }>(
    "select id, state, trouble from moderator_decisions",
  );
  return rows[0];
}

/** An appeal with people, about which a moderator decides on the site. */
async function decided(overrides: Partial<NewDecision> = {}) {
  const stage = await openStage();
  const { redditor, id } = await forwarded(stage);
  await enqueue(stage.database.pool, "refresh-subreddit", { subreddit });
  await stage.pass("started");
  const { id: appealId, version } = await appealOf(stage, id);
  const result = await decideOnAppeal(stage, await moderator(stage), {
    ...{ appealId, seenVersion: version, kind: "lift", reply: "Welcome back, *friend*." },
    ...{ isAuthorHidden: true, rule: "Rule 3", reason: "You understood.", categories: [] },
    ...{ mayAppealAgainAt: null, probation: null, at: stage.now() },
    ...overrides,
  });
  expect(result.kind).toBe("stored");
  return { stage, redditor, id };
}

/** Half a minute goes by, also for the job that waits for it. */
async function carriedOut(stage: Stage): Promise<void> {
  stage.passSeconds(31);
  await stage.database.pool.query(
    "update graphile_worker._private_jobs set run_at = now() where run_at > now()",
  );
  await stage.pass("recent");
}

const isBanned = async ({ control }: Stage, redditor: { readonly name: string }) =>
  (await control.bans(subreddit)).some((ban) => ban.name === redditor.name);

test("a moderator lifts a ban on the site", async () => {
  const { stage, redditor, id } = await decided();
  await carriedOut(stage);
  expect(await isBanned(stage, redditor)).toBe(false);
  const [answer, note] = (await said(stage, id)).slice(-2);
  expect(answer).toEqual({ by: "bot", body: "Welcome back, \\*friend\\*." });
  expect(note?.by).toBe("note");
  expect(note?.body).toMatch(/^u\/RangerOlive decided .*: the ban is lifted\./);
  expect(await isArchived(stage, id)).toBe(true);
  expect(await appealOf(stage, id)).toMatchObject({
    ...{ state: "closed", outcome: "granted", by: name },
  });
  expect(await decisionOf(stage)).toMatchObject({ state: "done", trouble: null });
  const before = await effects(stage, id);
  await stage.pass("recent");
  await stage.pass("started");
  expect(await effects(stage, id)).toEqual(before);
  expect(await countOf(stage, "appeals")).toBe(1);
});

test.each(["keep", "close"] as const)("a moderator decides on the site to %s", async (kind) => {
  const { stage, redditor, id } = await decided({ kind });
  await carriedOut(stage);
  expect(await isBanned(stage, redditor)).toBe(true);
  const since = (await said(stage, id)).slice(5).map(({ by }) => by);
  expect(since).toEqual(kind === "keep" ? ["bot", "note"] : ["note"]);
  expect(await appealOf(stage, id)).toMatchObject({ state: "closed", outcome: "denied" });
});

test("what was taken back is not carried out", async () => {
  const { stage, redditor, id } = await decided();
  const { id: decisionId = "" } = (await decisionOf(stage)) ?? {};
  const taken = takeBackDecision(stage, await moderator(stage), { decisionId, at: stage.now() });
  expect(await taken).toBe("taken-back");
  await carriedOut(stage);
  expect(await isBanned(stage, redditor)).toBe(true);
  expect(await appealOf(stage, id)).toMatchObject({ state: "forwarded" });
});

test("a second ban since is left alone", async () => {
  const { stage, redditor, id } = await decided();
  stage.passSeconds(5);
  await redditor.unban();
  stage.passSeconds(5);
  await redditor.ban({ note: "again" });
  await carriedOut(stage);
  expect(await isBanned(stage, redditor)).toBe(true);
  expect(await decisionOf(stage)).toMatchObject({ state: "refused" });
  expect((await said(stage, id)).slice(5)).toEqual([]);
});

test("what somebody decided who moderates no more is not carried out", async () => {
  const { stage, redditor, id } = await decided();
  await stage.control.removeModerator({ subreddit, name });
  await carriedOut(stage);
  expect(await isBanned(stage, redditor)).toBe(true);
  expect(await appealOf(stage, id)).toMatchObject({ state: "forwarded" });
  expect(await decisionOf(stage)).toMatchObject({
    state: "refused",
    trouble: expect.stringMatching(/u\/RangerOlive may no longer decide/),
  });
});

test("a decision whose job was lost is found", async () => {
  const { stage, redditor } = await decided();
  await stage.database.pool.query("delete from graphile_worker._private_jobs");
  stage.passSeconds(60);
  await stage.pass("started");
  expect(await isBanned(stage, redditor)).toBe(false);
});

test("a look at the conversation before its time does not lose the decision", async () => {
  const { stage, redditor, id } = await decided();
  await redditor.reply(id, "Anybody there?");
  await stage.database.pool.query(
    "update graphile_worker._private_jobs set run_at = now() where run_at > now()",
  );
  // Its job runs at once, and finds that it is too early.
  const { bot } = await stage.listenedBot();
  const handlers = createHandlers(bot);
  await drainJobs({ pool: stage.database.pool, handlers, concurrency: 1 });
  await bot.close();
  await carriedOut(stage);
  expect(await isBanned(stage, redditor)).toBe(false);
  // Words that nobody can have read who decided stay where people see them.
  expect(await isArchived(stage, id)).toBe(false);
});

test("when a probation is over, a note says so, once", async () => {
  const stage = await openStage();
  const { redditor, id } = await forwarded(stage);
  await stage.database.pool.query(
    `insert into moderator_decisions (appeal_id, kind, state, decided_by_id, decided_by, decided_at,
      begins_at, number, probation_until, probation_conditions)
    select id, 'lift', 'done', 't2_x', 'RangerOlive', now(), now(), 1, $2::timestamptz, 'No *flowers*.'
    from appeals where username = $1`,
    [redditor.name, new Date(stage.now().getTime() - 1_000)],
  );
  const before = (await notes(stage, id)).length;
  await stage.pass("started");
  await stage.pass("started");
  const left = (await notes(stage, id)).slice(before);
  expect(left).toHaveLength(1);
  expect(left[0]).toContain("is over. Nothing happens by itself. u/RangerOlive set it");
  const { rows } = await stage.database.pool.query(
    "select kind from events where kind = 'probation-over'",
  );
  expect(rows).toHaveLength(1);
  expect(await toldOnSlack(stage)).toEqual([expect.stringContaining("the probation is over")]);
});

/** What the community's own channel is told of all that has happened, by a moderator who watches it. */
async function toldOnSlack(stage: Stage): Promise<readonly string[]> {
  const { database } = stage;
  await enqueue(database.pool, "refresh-subreddit", { subreddit });
  await stage.pass("started");
  const { redditorId, username } = await moderator(stage);
  const watch = { redditorId, username, since: new Date(0) };
  await storeCommunityWatch(database.orm, subreddit, watch, "community");
  await storeHook(database, {
    ...{ subredditKey: nameKey(subreddit), kind: "slack", sealedAddress: "sealed" },
    ...{ addedBy: username, addedAt: stage.now() },
  });
  await database.pool.query(
    `update sinks set state = null, wake_at = null,
      position = (select position - 1 from events where kind = 'probation-over')
    where name = 'community-hooks'`,
  );
  const told: string[] = [];
  const sink = createCommunityHooksSink({
    database,
    siteUrl: "https://appeals.example.org",
    openAddress: () => "https://hooks.slack.com/services/T0/B0/secret",
    async fetch(_address, init) {
      told.push(String(init?.body));
      return new Response("ok");
    },
  });
  await deliverOnce({ database, sinks: [sink], now: stage.now() });
  return told;
}
