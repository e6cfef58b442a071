import { decidedEvent, type Group, nameKey } from "@appealmod/core";
import {
  aBan,
  aConversation,
  aMessage,
  anAuthor,
  cast,
  minutesAfter,
  noon,
  someAnswers,
} from "@appealmod/core/testing";
import { createAppealStore, storeEvents } from "@appealmod/db";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { aModeratorOf } from "../../test/a-moderator.ts";
import {
  anOpenAppeal,
  openTestInstallation,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { noteAppealView } from "../commands/keep-decision-draft.ts";
import { submitForm } from "../commands/submit-form.ts";
import { appealForModerator } from "./appeal-for-moderator.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const at = minutesAfter(noon, 60);

/** An appeal whose conversation was seen, with what the policy decided about it. */
async function aSeenAppeal(group: Group, reason: "eligible" | "control" | "human-involved") {
  const { database } = installation;
  const { appeal, redditor } = await anOpenAppeal(installation, group);
  const store = createAppealStore(database);
  const conversation = aConversation({
    id: appeal.conversationId,
    messages: [
      aMessage(appeal.username, { id: `1${appeal.id}`, body: "Why?" }),
      aMessage(cast.moderator, {
        id: `2${appeal.id}`,
        body: "Because.",
        date: minutesAfter(noon, 1),
      }),
    ],
  });
  await store.rememberConversation({
    ...{ conversationId: appeal.conversationId, subreddit: appeal.subreddit },
    ...{ redditor: { id: null, name: appeal.username }, lastUpdated: noon },
    observed: { conversation, ban: aBan() },
  });
  await store.markInvolved(appeal.id, at);
  const about = { conversationId: appeal.conversationId, subreddit: appeal.subreddit };
  const whose = { username: appeal.username, appealId: appeal.id };
  const decided = { ...about, ...whose, isDryRun: false, at: noon };
  await storeEvents(database.orm, [
    decidedEvent({ ...decided, decision: { reason, actions: [] } }),
    decidedEvent({ ...decided, decision: { reason, actions: [] } }),
    {
      ...{
        event: "group-drawn",
        message: `Drawn into ${group}.`,
        level: "info",
        audience: "detail",
      },
      ...{ at: noon, ...about, ...whose },
    } as const,
  ]);
  return { appeal, redditor };
}

it("shows an appeal in control as one that a moderator has taken up", async () => {
  const moderator = await aModeratorOf(installation, { asOf: at });
  const shapes = [];
  for (const [group, reason] of [
    ["control", "control"],
    ["treatment", "eligible"],
  ] as const) {
    const { appeal } = await aSeenAppeal(group, reason);
    const page = await appealForModerator(installation, moderator, { appealId: appeal.id, at });
    const words = JSON.stringify(page);
    expect(words).not.toMatch(/group|control|treatment/i);
    shapes.push(
      words
        .replaceAll(appeal.id, "ID")
        .replaceAll(appeal.username, "NAME")
        .replace(/"timeline":.*?"isTimelineCut"/, (timeline) =>
          timeline.replace(/"id":"\d/g, '"id":"'),
        ),
    );
  }
  expect(shapes[0]).toEqual(shapes[1]);
  expect(shapes[0]).toContain('"standing":"to-decide"');
});

it("tells what happened in one order, the same reason once", async () => {
  const moderator = await aModeratorOf(installation, { asOf: at });
  const { appeal, redditor } = await aSeenAppeal("treatment", "eligible");
  const sent = { answers: someAnswers, seen: null, at: minutesAfter(noon, 2) };
  await submitForm(installation, redditor, sent);
  const page = await appealForModerator(installation, moderator, { appealId: appeal.id, at });
  const told = page?.timeline.map((entry) =>
    entry.kind === "message"
      ? `${entry.role}: ${entry.body}`
      : entry.kind === "policy"
        ? entry.reason
        : entry.kind === "step"
          ? entry.step
          : entry.kind,
  );
  expect(told).toEqual([
    "opened",
    "redditor: Why?",
    "contested",
    "moderator: Because.",
    "form-sent",
  ]);
  expect(page?.form?.answers).toEqual(someAnswers);
  expect(page).toMatchObject({ nextAction: "decide", canDecide: true, version: 0 });
});

it("is nobody's of another community, nor of a list that is too old", async () => {
  const { appeal } = await aSeenAppeal("treatment", "eligible");
  const appealId = appeal.id;
  const elsewhere = await aModeratorOf(installation, { subreddit: "OtherCreek", asOf: at });
  const outdated = await aModeratorOf(installation, { asOf: minutesAfter(at, -61) });
  const lessRights = await aModeratorOf(installation, { permissions: ["access"], asOf: at });
  await expect(appealForModerator(installation, outdated, { appealId, at })).rejects.toMatchObject({
    name: "ModeratorListOutdatedError",
  });
  for (const who of [elsewhere, lessRights])
    expect(await appealForModerator(installation, who, { appealId, at })).toBeNull();
  for (const odd of ["", "x", "00000000-0000-0000-0000-000000000000"])
    expect(await appealForModerator(installation, elsewhere, { appealId: odd, at })).toBeNull();
  const reader = await aModeratorOf(installation, { permissions: ["mail"], asOf: at });
  const page = await appealForModerator(installation, reader, { appealId, at });
  expect(page).toMatchObject({ canDecide: false, nextAction: "ask-colleague" });
});

it("names who set the ban, earlier bans and appeals of the redditor here, and who else looks", async () => {
  const { database } = installation;
  const moderator = await aModeratorOf(installation, { asOf: at });
  const colleague = await aModeratorOf(installation, { asOf: at });
  const { appeal } = await aSeenAppeal("treatment", "eligible");
  const ban = (bannedAt: Date, bannedBy: string, subreddit: string = cast.subreddit) =>
    database.pool.query(
      `insert into bans (subreddit, subreddit_key, username, username_key, banned_at, banned_by,
        permanence, note, source, is_in_log, checked_at)
      values ($1, $2, $3, $4, $5, $6, 'permanent', 'Rule 2', 'log', true, $5)`,
      [
        subreddit,
        nameKey(subreddit),
        appeal.username,
        nameKey(appeal.username),
        bannedAt,
        bannedBy,
      ],
    );
  await ban(minutesAfter(noon, -60), "trail_warden");
  await ban(minutesAfter(noon, -9000), "old_warden");
  await ban(minutesAfter(noon, -60), "stranger", "OtherCreek");
  await noteAppealView(installation, colleague, { appealId: appeal.id, at });
  await noteAppealView(installation, moderator, { appealId: appeal.id, at });
  const page = await appealForModerator(installation, moderator, { appealId: appeal.id, at });
  expect(page?.ban).toMatchObject({ bannedBy: "trail_warden", note: "Rule 2" });
  expect(page?.otherBans.map(({ bannedBy }) => bannedBy)).toEqual(["old_warden"]);
  expect(page?.others.map(({ username }) => username)).toEqual([colleague.username]);
});

it("asks a number of queries that does not grow with what there is", async () => {
  const { database } = installation;
  const moderator = await aModeratorOf(installation, { asOf: at });
  const { appeal } = await aSeenAppeal("treatment", "eligible");
  const { appeal: bare } = await anOpenAppeal(installation);
  const query = vi.spyOn(database.pool, "query");
  const counts = [];
  for (const appealId of [bare.id, appeal.id]) {
    query.mockClear();
    await appealForModerator(installation, moderator, { appealId, at });
    counts.push(query.mock.calls.length);
  }
  query.mockRestore();
  expect(counts).toEqual([12, 12]);
});

it("labels authors by what they are in the conversation", async () => {
  const { database } = installation;
  const moderator = await aModeratorOf(installation, { asOf: at });
  const { appeal } = await anOpenAppeal(installation);
  const say = (id: string, author: ReturnType<typeof anAuthor>) => ({
    ...aMessage(author.name, { id, body: id }),
    author,
  });
  const conversation = aConversation({
    id: appeal.conversationId,
    messages: [
      say("a", anAuthor(appeal.username)),
      say("b", anAuthor("an_admin", { isAdmin: true })),
      say("c", anAuthor("somebody")),
      say("d", anAuthor("[deleted]", { isDeleted: true })),
    ],
  });
  await createAppealStore(database).rememberConversation({
    ...{ conversationId: appeal.conversationId, subreddit: appeal.subreddit, redditor: null },
    ...{ lastUpdated: noon, observed: { conversation, ban: aBan() } },
  });
  const page = await appealForModerator(installation, moderator, { appealId: appeal.id, at });
  const roles = page?.timeline.flatMap((entry) => (entry.kind === "message" ? [entry.role] : []));
  expect(roles).toEqual(["redditor", "reddit", "other", "redditor"]);
});
