import type { Moderator } from "@appealmod/core";
import { aBan, cast, minutesAfter, noon } from "@appealmod/core/testing";
import { createAppealStore, createBanRegister, saveModeratorList } from "@appealmod/db";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  anOpenAppeal,
  jobs,
  openTestInstallation,
  storedEvents,
  type TestInstallation,
  whileQueueFails,
} from "../../test/test-installation.ts";
import { ModeratorListOutdatedError, NotAllowedError } from "../require-permission.ts";
import { askRedditor } from "./ask-redditor.ts";
import { decideOnAppeal, type NewDecision } from "./decide-on-appeal.ts";
import { secondDecision } from "./second-decision.ts";
import { takeBackDecision } from "./take-back-decision.ts";

const at = minutesAfter(noon, 30);
const warden: Moderator = { kind: "moderator", redditorId: "t2_warden", username: "trail_warden" };
const other: Moderator = { kind: "moderator", redditorId: "t2_other", username: "other_warden" };

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());
beforeEach(() => listed(at));

/** Reddit's list of moderators as of a time; by default both may decide. */
async function listed(asOf: Date, permissions: readonly string[] = ["all"]): Promise<void> {
  const moderators = [warden, other].map(({ redditorId, username }) => ({
    ...{ redditorId, username, permissions },
  }));
  await saveModeratorList(installation.database, cast.subreddit, moderators, asOf);
}

const decisionAbout = (appealId: string, overrides: Partial<NewDecision> = {}): NewDecision => ({
  appealId,
  seenVersion: 0,
  kind: "lift",
  reply: "Welcome back.",
  isAuthorHidden: true,
  rule: null,
  reason: "They understood.",
  categories: ["understood"],
  mayAppealAgainAt: null,
  probation: null,
  at,
  ...overrides,
});

async function anAppeal() {
  const { appeal } = await anOpenAppeal(installation);
  const { id, conversationId, username } = appeal;
  const store = createAppealStore(installation.database);
  const redditor = { id: null, name: username };
  return {
    id,
    appeal,
    redditor,
    jobs: () => jobs(installation.database, `process-conversation:${conversationId}`),
    underWay: async () =>
      (await store.findRecords({ subreddit: cast.subreddit, redditor, conversationId }))
        .moderatorDecision,
    decide: (overrides: Partial<NewDecision> = {}, by = warden) =>
      decideOnAppeal(installation, by, decisionAbout(id, overrides)),
  };
}

async function stored(result: Promise<Awaited<ReturnType<typeof decideOnAppeal>>>) {
  const answer = await result;
  if (answer.kind !== "stored") throw new Error(`it was not stored: ${JSON.stringify(answer)}`);
  return answer.decision;
}

const eventsOf = async (appealId: string) =>
  (await storedEvents(installation.database))
    .filter((event) => event.appealId === appealId)
    .map(({ event, actor }) => [event, actor?.name]);

describe("what a moderator decides", () => {
  it("is stored with its job and its event, to begin half a minute later", async () => {
    const { id, appeal, decide, jobs, underWay } = await anAppeal();
    const probation = { until: minutesAfter(at, 9), conditions: "No flowers." };
    const decision = await stored(decide({ probation, rule: "No picking" }));
    const beginsAt = minutesAfter(at, 0.5);
    expect(decision).toMatchObject({ number: 1, state: "pending", beginsAt });
    expect(await underWay()).toMatchObject({
      ...{ id: decision.id, appealId: id, kind: "lift", reply: "Welcome back.", probation },
      ...{ rule: "No picking", categories: ["understood"], decidedById: "t2_warden" },
    });
    const { conversationId, subreddit, username } = appeal;
    expect(await jobs()).toMatchObject([
      { payload: { conversationId, subreddit, username, because: "decision" } },
    ]);
    expect(await eventsOf(id)).toEqual([["decision-made", "trail_warden"]]);
  });

  it("is not stored when its job cannot be enqueued", async () => {
    const { id, decide, underWay } = await anAppeal();
    await expect(whileQueueFails(installation.database, () => decide())).rejects.toThrow();
    expect(await underWay()).toBeNull();
    expect(await eventsOf(id)).toEqual([]);
    await stored(decide());
  });

  it("is decided by one of two moderators at once; the other sees what changed", async () => {
    const { decide } = await anAppeal();
    const answers = await Promise.all([decide(), decide({ kind: "keep" }, other)]);
    const [lost] = answers.filter(({ kind }) => kind !== "stored");
    const [won] = answers.flatMap((answer) => (answer.kind === "stored" ? [answer.decision] : []));
    expect(lost).toMatchObject({ kind: "conflict", current: { version: 1, decision: won } });
    expect(await decide({ seenVersion: 1 })).toEqual({ kind: "refused", why: "under-way" });
  });

  it("is about the ban that stands as far as the register tells, if that is contested", async () => {
    const { decide, redditor, underWay } = await anAppeal();
    const register = createBanRegister(installation.database, () => {});
    const how = { source: "asked", at } as const;
    const ban = aBan({ bannedAt: noon });
    await register.record(cast.subreddit, [{ redditor, ban }], how);
    const { id: decisionId } = await stored(decide());
    expect((await underWay())?.bannedAt).toEqual(noon);
    await takeBackDecision(installation, warden, { decisionId, at });
    await register.record(cast.subreddit, [{ redditor, ban: null }], how);
    expect(await decide({ seenVersion: 2 })).toEqual({ kind: "refused", why: "not-banned" });
  });

  it("is refused of an appeal that is over or unknown, and with a reply that Reddit would not take", async () => {
    const { id, decide } = await anAppeal();
    expect(await decide({ reply: "*".repeat(5_001) })).toMatchObject({ why: "reply-too-long" });
    expect(await decide({ appealId: "none" })).toMatchObject({ why: "unknown" });
    const nobody = "00000000-0000-4000-8000-000000000009";
    expect(await decide({ appealId: nobody })).toMatchObject({ why: "unknown" });
    const store = createAppealStore(installation.database);
    await store.closeAppeal(id, { outcome: "none", at });
    expect(await decide()).toMatchObject({ why: "closed" });
  });

  it("has no reply where nothing would be seen of it", async () => {
    const { decide, underWay } = await anAppeal();
    await stored(decide({ reply: " \u200b\n" }));
    expect((await underWay())?.reply).toBeNull();
  });

  it.each([
    ["may read modmail only", ["mail"]],
    ["may lift bans only", ["access"]],
  ])("is not stored of somebody who %s", async (_, permissions) => {
    const { decide, underWay } = await anAppeal();
    await listed(at, permissions);
    await expect(decide()).rejects.toBeInstanceOf(NotAllowedError);
    expect(await underWay()).toBeNull();
  });

  it("is not stored by a list of moderators that is too old", async () => {
    const { decide } = await anAppeal();
    await listed(minutesAfter(at, -61));
    await expect(decide()).rejects.toBeInstanceOf(ModeratorListOutdatedError);
  });
});

describe("a decision is taken back", () => {
  it("until the bot begins, by whoever may decide", async () => {
    const { id, decide, underWay } = await anAppeal();
    const { id: decisionId } = await stored(decide());
    expect(await takeBackDecision(installation, other, { decisionId, at })).toBe("taken-back");
    expect(await underWay()).toBeNull();
    expect(await takeBackDecision(installation, other, { decisionId, at })).toBe("too-late");
    expect(await eventsOf(id)).toEqual([
      ["decision-made", "trail_warden"],
      ["decision-taken-back", "other_warden"],
    ]);
    const second = await stored(decide({ seenVersion: 2 }));
    expect(second.number).toBe(2);
    await createAppealStore(installation.database).beginDecision(second.id, at);
    const late = { decisionId: second.id, at };
    expect(await takeBackDecision(installation, warden, late)).toBe("too-late");
  });

  it("by nobody who may not decide, and not where there is none", async () => {
    const { decide } = await anAppeal();
    const { id: decisionId } = await stored(decide());
    const stranger: Moderator = { ...other, redditorId: "t2_stranger" };
    await expect(
      takeBackDecision(installation, stranger, { decisionId, at }),
    ).rejects.toBeInstanceOf(NotAllowedError);
    expect(await takeBackDecision(installation, warden, { decisionId: "none", at })).toBe(
      "unknown",
    );
  });
});

it("begins with a second moderator's word where it needs one, and not with one's own", async () => {
  const { decide, underWay, jobs } = await anAppeal();
  const { id: decisionId } = await stored(decide());
  expect(await secondDecision(installation, other, { decisionId, at })).toBe("too-late");
  const { pool } = installation.database;
  await pool.query("update moderator_decisions set needs_second = true where id = $1", [
    decisionId,
  ]);
  const later = { decisionId, at: minutesAfter(at, 5) };
  expect(await secondDecision(installation, warden, later)).toBe("own");
  expect(await secondDecision(installation, other, later)).toBe("seconded");
  expect(await underWay()).toMatchObject({
    secondedBy: "other_warden",
    beginsAt: minutesAfter(at, 5.5),
  });
  expect(await jobs()).toHaveLength(1);
});

it("asks the redditor once more of an appeal that people have, one question at a time", async () => {
  const { appeal } = await anOpenAppeal(installation);
  const { id: appealId, conversationId } = appeal;
  const question = { appealId, body: "Where was that?", at };
  expect(await askRedditor(installation, warden, question)).toBe("not-with-people");
  await createAppealStore(installation.database).markInvolved(appealId, at);
  expect(await askRedditor(installation, warden, { ...question, body: " " })).toBe("empty");
  const both = [warden, other].map((by) => askRedditor(installation, by, question));
  expect((await Promise.all(both)).sort()).toEqual(["stored", "unanswered"]);
  const waiting = await jobs(installation.database, `process-conversation:${conversationId}`);
  expect(waiting).toHaveLength(1);
  const stranger: Moderator = { ...other, redditorId: "t2_stranger" };
  await expect(askRedditor(installation, stranger, question)).rejects.toThrow(NotAllowedError);
});

describe("by the community's own rules", () => {
  const rules = async (decisionRules: Record<string, unknown>) => {
    const { pool } = installation.database;
    const all = { bannerDecidesAlone: true, needsSecond: false, deciders: [], ...decisionRules };
    await pool.query("delete from communities");
    await pool.query(
      `with revision as (
        insert into community_revisions (subreddit_key, number, at, actor_kind, changed, settings, texts)
        values (lower($1), (select count(*) + 1 from community_revisions), now(), 'operator',
          '{"settings": ["decisionRules"], "texts": [], "questions": false}', $2, '{}') returning id)
      insert into communities (key, name, revision_id) select lower($1), $1, id from revision`,
      [cast.subreddit, JSON.stringify({ decisionRules: all })],
    );
  };
  const banBy = (name: string, banned: string) =>
    installation.database.pool.query(
      `insert into bans (subreddit, subreddit_key, username, username_key, banned_by, permanence,
        source, is_in_log, checked_at) values ($1, lower($1), $2, lower($2), $3, 'permanent', 'log',
        true, $4)`,
      [cast.subreddit, banned, name, noon],
    );

  it("nothing is begun before a second moderator has agreed", async () => {
    await rules({ needsSecond: true });
    const appeal = await anAppeal();
    const decision = await stored(appeal.decide());
    expect(decision.needsSecond).toBe(true);
    expect(await appeal.jobs()).toEqual([]);
    const seconding = { decisionId: decision.id, at };
    expect(await secondDecision(installation, warden, seconding)).toBe("own");
    expect(await secondDecision(installation, other, seconding)).toBe("seconded");
    expect(await appeal.jobs()).toHaveLength(1);
  });

  it("whoever set the ban needs a second, and nobody else does", async () => {
    await rules({ bannerDecidesAlone: false });
    for (const [by, needsSecond] of [
      [warden, true],
      [other, false],
    ] as const) {
      const appeal = await anAppeal();
      await banBy("Trail_Warden", appeal.appeal.username);
      expect((await stored(appeal.decide({}, by))).needsSecond).toBe(needsSecond);
    }
  });

  it("only those who decide may", async () => {
    await rules({ deciders: ["Other_Warden"] });
    const appeal = await anAppeal();
    expect(await appeal.decide()).toEqual({ kind: "refused", why: "no-decider" });
    expect((await stored(appeal.decide({}, other))).needsSecond).toBe(false);
  });
});
