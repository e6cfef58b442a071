import { type Conversation, notBanned, type RedditAction } from "@appealmod/core";
import { aBan, cast, minutesAfter, noon, shortQuestions } from "@appealmod/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/index.ts";
import { createAppealStore } from "./appeal-store.ts";
import { createBanRegister } from "./ban-register.ts";
import { saveCommunityFacts } from "./communities.ts";
import {
  appellantRecordsOf,
  conversationRecordsOf,
  subredditRecordsOf,
} from "./research-records.ts";

let database: MigratedDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterAll(() => database.drop());

const nobody = () => expect.unreachable("a row could not be read");
let count = 0;

function conversationOf(id: string, name: string, account: "active" | "deleted"): Conversation {
  return {
    ...{ id, subreddit: cast.subreddit, subject: "Why?", startedBy: null },
    ...{ isInternal: false, isAuto: false, isArchived: true, messageCount: 1, isComplete: true },
    appellant: { id: `t2_${name}`, name, account },
    messages: [],
    moderatorActions: [{ id: "a1", kind: "archived", author: cast.bot, date: noon }],
    lastUpdated: minutesAfter(noon, 3),
  };
}

async function anAppeal() {
  const name = `hiker_${++count}`;
  const redditor = { id: `t2_${name}`, name };
  const conversationId = `c${count}`;
  const store = createAppealStore(database);
  const open = (bannedAt: Date, at: Date) =>
    store.openAppeal({
      ...{ subreddit: cast.subreddit, redditor, group: "treatment", bannedAt, banNote: "Rule 2" },
      ...{ conversationId, questions: shortQuestions, at },
    });
  const remember = (ban: ReturnType<typeof aBan> | typeof notBanned, account?: "deleted") =>
    store.rememberConversation({
      ...{
        conversationId,
        subreddit: cast.subreddit,
        redditor,
        lastUpdated: minutesAfter(noon, 3),
      },
      observed: { conversation: conversationOf(conversationId, name, account ?? "active"), ban },
    });
  const carryOut = async (appealId: string, action: RedditAction, at: Date) => {
    const claim = await store.claimAction({
      ...{ scope: "appeal", appealId, conversationId, action, afterMessageId: null },
      ...{ bodyHash: null, at },
    });
    if (claim.status !== "claimed") throw new Error("the claim is taken");
    await store.settleClaim(claim.claim.id, { messageId: null, at });
  };
  return { name, redditor, conversationId, store, open, remember, carryOut };
}

const invite: RedditAction = { kind: "send", key: "invite", scope: "appeal", text: "invite" };
const note: RedditAction = {
  ...{ kind: "note", key: "note", scope: "appeal", note: "answers", part: 1 },
};

describe("what the archive holds of a redditor", () => {
  it("follows the appeal, with what either side was given", async () => {
    const { open, remember, carryOut, name, conversationId, store } = await anAppeal();
    const appeal = await open(noon, noon);
    await remember(aBan());
    const recorded = async () => (await appellantRecordsOf(database.orm, [appeal.id], nobody))[0];
    expect(await recorded()).toMatchObject({
      username: name,
      firstKnownAs: name,
      isFormShared: false,
      isNoteShared: false,
      isDeleted: false,
      conversationIds: [conversationId],
      lastConversationUpdate: minutesAfter(noon, 3),
    });
    await carryOut(appeal.id, invite, minutesAfter(noon, 1));
    expect(await recorded()).toMatchObject({ isFormShared: true, isNoteShared: false });
    await carryOut(appeal.id, note, minutesAfter(noon, 2));
    expect(await recorded()).toMatchObject({ isNoteShared: true });
    await remember(notBanned, "deleted");
    await store.closeAppeal(appeal.id, { outcome: "none", at: minutesAfter(noon, 4) });
    expect(await recorded()).toMatchObject({
      isDeleted: true,
      appeal: { state: "closed", outcome: "none" },
    });
  });

  it("is the newest appeal's, and counts no step of a former one for it", async () => {
    const { open, carryOut, store } = await anAppeal();
    const former = await open(noon, noon);
    await carryOut(former.id, invite, minutesAfter(noon, 1));
    await carryOut(former.id, note, minutesAfter(noon, 2));
    await store.closeAppeal(former.id, { outcome: "granted", at: minutesAfter(noon, 3) });
    const next = await open(minutesAfter(noon, 4), minutesAfter(noon, 5));
    const records = await appellantRecordsOf(database.orm, [former.id, next.id], nobody);
    expect(records).toMatchObject([
      { appeal: { id: next.id }, isFormShared: false, isNoteShared: false },
    ]);
  });
});

describe("what the archive holds of a conversation", () => {
  it("is what was last seen, with the ban that is contested there", async () => {
    const { open, remember, conversationId, name } = await anAppeal();
    await open(noon, noon);
    await remember(aBan({ note: "Rule 2" }));
    expect(await conversationRecordsOf(database.orm, [conversationId], nobody)).toEqual([
      {
        conversation: conversationOf(conversationId, name, "active"),
        ban: aBan({ note: "Rule 2" }),
        contestedBan: { bannedAt: noon, note: "Rule 2" },
        unbannedAt: null,
        at: expect.any(Date),
      },
    ]);
  });

  it("names the time of the unban: by the moderation log, or else when it was noticed", async () => {
    const { open, remember, conversationId, store, redditor } = await anAppeal();
    const appeal = await open(noon, noon);
    await store.closeAppeal(appeal.id, { outcome: "granted", at: minutesAfter(noon, 9) });
    await remember(notBanned);
    const unbannedAt = async () =>
      (await conversationRecordsOf(database.orm, [conversationId], nobody))[0]?.unbannedAt;
    expect(await unbannedAt()).toEqual(minutesAfter(noon, 9));
    await createBanRegister(database, nobody).look("reader", async () => ({
      entries: [
        {
          ...{ id: `ModAction_${count}`, subreddit: cast.subreddit, moderator: cast.moderator },
          at: minutesAfter(noon, 6),
          change: { kind: "unbanned", redditor },
        },
      ],
      readAt: minutesAfter(noon, 7),
      expected: { subreddits: [], bannedAfter: noon, askedAfter: noon, askedBefore: noon },
      position: () => ({
        ...{ knownIds: [], readAt: noon, coversFrom: noon, followedSince: new Map() },
        trouble: null,
      }),
    }));
    expect(await unbannedAt()).toEqual(minutesAfter(noon, 6));
  });

  it("is nothing where none was kept, and a row that cannot be read is told and left out", async () => {
    const { store, conversationId, redditor, remember, open } = await anAppeal();
    const seen = { conversationId, subreddit: cast.subreddit, redditor, lastUpdated: noon };
    await store.rememberConversation(seen);
    expect(await conversationRecordsOf(database.orm, [conversationId], nobody)).toEqual([]);
    await open(noon, noon);
    await remember(aBan());
    await database.pool.query(
      `update conversations set last_seen = '{"id": 7}' where conversation_id = $1`,
      [conversationId],
    );
    const told: unknown[] = [];
    const records = await conversationRecordsOf(database.orm, [conversationId], (row) =>
      told.push(row),
    );
    expect(records).toEqual([]);
    expect(told).toMatchObject([
      { table: "conversations", column: "last_seen", key: conversationId },
    ]);
  });
});

it("holds a community's public description as last read", async () => {
  const facts = {
    ...{ name: cast.subreddit, description: "Walks", subscribers: 7 },
    ...{ rules: [], moderators: [] },
  };
  await saveCommunityFacts(database, facts, noon);
  const key = cast.subreddit.toUpperCase();
  expect(await subredditRecordsOf(database.orm, [key], nobody)).toEqual([{ facts, at: noon }]);
});
