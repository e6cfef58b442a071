import { appealStates, groups, isWithPeople, type Moderator, nameKey } from "@appealmod/core";
import { minutesAfter, noon, shortQuestions } from "@appealmod/core/testing";
import { createAppealStore, siteQuestionsOf, storeDecision } from "@appealmod/db";
import { seedAppeals, seededCommunity, seededModerator } from "@appealmod/db/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aModeratorOf } from "../../test/a-moderator.ts";
import {
  anOpenAppeal,
  openTestInstallation,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { askRedditor } from "../commands/ask-redditor.ts";
import { appealQueue, type QueueFilter } from "./appeal-queue.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
  await seedAppeals(installation.database, {
    ...{ appeals: 600, communities: 3, moderatorId: "t2_of_all", at: now },
    questions: shortQuestions,
  });
});
afterAll(() => installation.drop());

const now = noon;
const ofAll: Moderator = { kind: "moderator", redditorId: "t2_of_all", username: "warden" };
const ofSecond: Moderator = { ...ofAll, redditorId: seededModerator(2) };

async function queue(who: Moderator, filter: Partial<QueueFilter> = {}) {
  return appealQueue(installation, who, { show: "to-decide", at: now, ...filter });
}

async function everyPage(who: Moderator, filter: Partial<QueueFilter>) {
  const all = [];
  let after: string | undefined;
  do {
    const page = await queue(who, { ...filter, ...(after === undefined ? {} : { after }) });
    all.push(...page.appeals);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}

it("shows each appeal once, on as many pages as it takes, in the order of its tab", async () => {
  const { counts } = await queue(ofAll);
  for (const show of ["to-decide", "waiting", "decided", "all"] as const) {
    const all = await everyPage(ofAll, { show });
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect([show, all.length]).toEqual([show, counts[show]]);
    const opened = all.map(({ openedAt }) => openedAt.getTime());
    const isOldestFirst = show === "to-decide" || show === "waiting";
    if (show !== "decided")
      expect(opened).toEqual(opened.toSorted((a, b) => (isOldestFirst ? a - b : b - a)));
  }
  expect(counts.all).toBe(600);
});

it("shows nobody the appeals of another community", async () => {
  const own = await everyPage(ofSecond, { show: "all" });
  expect(new Set(own.map(({ subreddit }) => subreddit))).toEqual(new Set([seededCommunity(2)]));
  expect((await queue(ofSecond, { show: "all", subreddit: seededCommunity(1) })).appeals).toEqual(
    [],
  );
  const stranger = { ...ofAll, redditorId: "t2_nobody" };
  const { appeals, counts, communities } = await queue(stranger, { show: "all", search: "a" });
  expect([appeals, counts.all, communities]).toEqual([[], 0, []]);
});

it("needs the permission for modmail, by a list that is not older than an hour", async () => {
  const subreddit = seededCommunity(1);
  const lessRights = await aModeratorOf(installation, {
    ...{ subreddit, permissions: ["access", "posts"], asOf: now },
  });
  expect((await appealQueue(installation, lessRights, { show: "all", at: now })).counts.all).toBe(
    0,
  );
  const before = minutesAfter(now, -61);
  const outdated = await aModeratorOf(installation, { subreddit, asOf: before });
  const found = await appealQueue(installation, outdated, { show: "all", at: now });
  expect(found.appeals).toEqual([]);
  expect(found.communities).toEqual([{ name: subreddit, canDecide: true, isOutdated: true }]);
});

it("finds by the beginning of a name, and by a conversation or its address", async () => {
  const [some] = (await queue(ofAll, { show: "all" })).appeals;
  const name = some?.username ?? "";
  expect((await queue(ofAll, { search: `u/${name.toUpperCase()}` })).appeals[0]).toEqual(some);
  const { rows } = await installation.database.pool.query(
    "select conversation_id from appeals where id = $1",
    [some?.id],
  );
  const { conversation_id: id } = rows[0];
  for (const search of [id, `https://mod.reddit.com/mail/all/${id}`])
    expect((await queue(ofAll, { search })).appeals).toEqual([some]);
  // These are signs of a pattern to Postgres.
  for (const search of ["%", "_hiker", "\\"])
    expect((await queue(ofAll, { search })).appeals).toEqual([]);
});

it("takes a place that is none of ours for the beginning", async () => {
  const first = await queue(ofAll);
  for (const after of ["", "2026~x", "2026-99-99T00:00:00.000000Z~", `${first.next}x`])
    expect((await queue(ofAll, { after })).appeals).toEqual(first.appeals);
});

it("tells nothing of the group", async () => {
  const words = JSON.stringify(await everyPage(ofAll, { show: "all" }));
  expect(words).not.toMatch(/group|control|treatment/);
});

it("sorts appeals as the rule of the domain does", async () => {
  const { database } = installation;
  const subreddit = "RuleCreek";
  const moderator = await aModeratorOf(installation, { subreddit, asOf: now });
  const expected: string[] = [];
  for (const group of groups)
    for (const state of appealStates)
      for (const isModeratorInvolved of [true, false]) {
        if (state === "closed") continue;
        const { appeal } = await anOpenAppeal(installation, group);
        await database.pool.query(
          `update appeals set state = $2, is_moderator_involved = $3, subreddit = $4,
            subreddit_key = $5 where id = $1`,
          [appeal.id, state, isModeratorInvolved, subreddit, nameKey(subreddit)],
        );
        if (isWithPeople({ group, state, isModeratorInvolved })) expected.push(appeal.id);
      }
  const filter = { show: "to-decide", at: now } as const;
  const { appeals, counts } = await appealQueue(installation, moderator, filter);
  expect(appeals.map(({ id }) => id).sort()).toEqual(expected.sort());
  expect(counts.waiting).toBe(12 - expected.length);
  expect(appeals.map(({ standing }) => standing)).toEqual(expected.map(() => "to-decide"));
});

it("has a decision that needs a second moderator in no list but that of whoever is to agree", async () => {
  const { database } = installation;
  const subreddit = "SecondCreek";
  const [decider, colleague] = [
    await aModeratorOf(installation, { subreddit, asOf: now }),
    await aModeratorOf(installation, { subreddit, asOf: now }),
  ];
  for (const state of ["invited", "forwarded"]) {
    const { appeal } = await anOpenAppeal(installation);
    await database.pool.query(
      `update appeals set state = $2, subreddit = $3, subreddit_key = $4 where id = $1`,
      [appeal.id, state, subreddit, nameKey(subreddit)],
    );
    await storeDecision(database.orm, {
      ...{ appealId: appeal.id, kind: "lift", decidedById: decider.redditorId, number: 1 },
      ...{ decidedBy: decider.username, decidedAt: now, beginsAt: now, needsSecond: true },
    });
  }
  const listedFor = async (who: Moderator) => {
    const listed: Record<string, unknown> = {};
    for (const show of ["to-decide", "waiting", "decided"] as const) {
      const { appeals, counts } = await appealQueue(installation, who, { show, at: now });
      listed[show] = [counts[show], appeals.map(({ standing }) => standing)];
    }
    return listed;
  };
  const none = [0, []];
  const agree = [2, ["to-agree", "to-agree"]];
  expect(await listedFor(colleague)).toEqual({ "to-decide": agree, waiting: none, decided: none });
  const underWay = [2, ["under-way", "under-way"]];
  expect(await listedFor(decider)).toEqual({ "to-decide": none, waiting: none, decided: underWay });
});

it("puts an appeal on top once its redditor has answered, until they are asked again", async () => {
  const { database } = installation;
  const subreddit = "AnswerCreek";
  const moderator = await aModeratorOf(installation, { subreddit, asOf: now });
  const ids: string[] = [];
  for (let opened = 0; opened < 3; opened += 1) {
    const { appeal } = await anOpenAppeal(installation);
    ids.push(appeal.id);
    await database.pool.query(
      `update appeals set state = 'forwarded', subreddit = $2, subreddit_key = $3, opened_at = $4
      where id = $1`,
      [appeal.id, subreddit, nameKey(subreddit), minutesAfter(now, opened)],
    );
  }
  const [first, second, third] = ids;
  if (!first || !second || !third) throw new Error("an appeal is missing");
  const ask = (appealId: string) =>
    askRedditor(installation, moderator, { appealId, body: "Which?", at: now });
  const answer = async (appealId: string, minutes: number) => {
    const [question] = (await siteQuestionsOf(database, appealId)).filter(
      ({ answeredAt }) => !answeredAt,
    );
    await createAppealStore(database).noteAnswer(question?.id ?? "", minutesAfter(now, minutes));
  };
  const listed = async () =>
    (await everyPage(moderator, { show: "to-decide" })).map(({ id, hasAnswered }) => [
      ids.indexOf(id),
      hasAnswered,
    ]);
  await ask(third);
  await ask(second);
  expect(await listed()).toEqual([
    [0, false],
    [1, false],
    [2, false],
  ]);
  await answer(third, 10);
  await answer(second, 11);
  expect(await listed()).toEqual([
    [2, true],
    [1, true],
    [0, false],
  ]);
  await ask(third);
  expect(await listed()).toEqual([
    [1, true],
    [0, false],
    [2, false],
  ]);
});
