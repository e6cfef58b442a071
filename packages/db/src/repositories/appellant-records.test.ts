import { actionKey } from "@appealmod/core";
import { cast, minutesAfter, noon, shortQuestions } from "@appealmod/core/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { createAppealStore } from "./appeal-store.ts";

let database: MigratedDatabase;
beforeEach(async () => {
  database = await createMigratedDatabase();
});
afterEach(() => database.drop());

const opening = {
  subreddit: cast.subreddit,
  redditor: { id: null, name: cast.appellant },
  group: "treatment" as const,
  bannedAt: null,
  banNote: "",
  conversationId: "c1",
  questions: shortQuestions,
  at: noon,
};
const asked = {
  subreddit: cast.subreddit,
  redditor: { id: null, name: cast.appellant },
  conversationId: "c1",
};

it("costs two queries, whatever the history", async () => {
  const store = createAppealStore(database);
  for (let round = 0; round < 3; round++) {
    const { id } = await store.openAppeal(opening);
    await store.closeAppeal(id, { outcome: "granted", at: noon });
  }
  await store.openAppeal(opening);
  let queries = 0;
  database.pool.on("acquire", () => {
    queries += 1;
  });
  expect((await store.findRecords(asked)).earlierAppeals).toHaveLength(3);
  expect(queries).toBe(2);
});

it("finds the group and appeal of a gone account by any conversation handled before", async () => {
  const store = createAppealStore(database);
  await store.drawGroup({ ...asked, group: "control", treatmentFraction: 0, at: noon });
  const { id } = await store.openAppeal({ ...opening, group: "control" });
  const seen = { ...asked, conversationId: "c7", lastUpdated: noon };
  await store.rememberConversation(seen);
  await store.rememberConversation({ ...seen, redditor: { id: null, name: "[deleted]" } });
  expect(await store.findRecords({ ...asked, redditor: null, conversationId: "c7" })).toMatchObject(
    { group: "control", appeal: { id } },
  );
});

it("does not open a closed appeal again when an effect is settled late", async () => {
  const store = createAppealStore(database);
  const { id } = await store.openAppeal(opening);
  const result = await store.claimAction({
    scope: "appeal",
    appealId: id,
    conversationId: "c1",
    action: { kind: "unarchive", key: actionKey.unarchive, scope: "appeal" },
    afterMessageId: null,
    bodyHash: null,
    at: noon,
  });
  await store.closeAppeal(id, { outcome: "granted", at: minutesAfter(noon, 1) });
  if (result.status === "claimed")
    await store.settleClaim(result.claim.id, { messageId: null, at: minutesAfter(noon, 2) });
  const { appeal, earlierAppeals } = await store.findRecords(asked);
  expect(appeal).toBeNull();
  expect(earlierAppeals).toMatchObject([{ outcome: "granted", closedAt: minutesAfter(noon, 1) }]);
  expect(await store.openClaims("c1")).toEqual([]);
});

it("gives control no form entry, and every question set one row", async () => {
  const store = createAppealStore(database);
  await store.openAppeal({ ...opening, group: "control" });
  await store.openAppeal({ ...opening, redditor: { id: null, name: "second" } });
  await store.openAppeal({ ...opening, redditor: { id: null, name: "third" } });
  const { rows } = await database.pool.query(
    "select (select count(*) from main_ban_appeal_data)::int forms, (select count(*) from question_sets)::int sets",
  );
  expect(rows).toEqual([{ forms: 2, sets: 1 }]);
});

it("names the conversation in which an effect hangs", async () => {
  const store = createAppealStore(database);
  const { id } = await store.openAppeal(opening);
  await store.scheduleCheck(id, minutesAfter(noon, 60));
  await store.claimAction({
    scope: "appeal",
    appealId: id,
    conversationId: "c2",
    action: { kind: "send", key: actionKey.repeatInvite("c2"), scope: "appeal", text: "invite" },
    afterMessageId: null,
    bodyHash: null,
    at: noon,
  });
  expect(await store.dueAppeals(minutesAfter(noon, 2), 10)).toMatchObject([
    { appealId: id, conversationId: "c2", because: "effect-unsettled" },
  ]);
});
