import { cast, minutesAfter, noon, shortQuestions } from "@appealmod/core/testing";
import { expect, it, onTestFinished } from "vitest";
import { inTransaction } from "../in-transaction.ts";
import { migrateDatabase } from "../migrate-database.ts";
import { openDatabase } from "../open-database.ts";
import { configureCommunity } from "../testing/configure-community.ts";
import { createTestDatabase } from "../testing/create-test-database.ts";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { restoreDatabase } from "../testing/restore-database.ts";
import { findAppealDetails } from "./appeal-details.ts";
import { createAppealStore } from "./appeal-store.ts";
import { serveCommunities } from "./communities.ts";
import { findCommunity, lockCommunity } from "./community-record.ts";
import { findRevision, listRevisions, storeRevision } from "./community-revisions.ts";

async function aDatabase(): Promise<MigratedDatabase> {
  const database = await createMigratedDatabase();
  onTestFinished(() => database.drop());
  return database;
}

const unreadable = (row: Error) => {
  throw row;
};

it("keeps what each revision set, and has the last one in force", async () => {
  const database = await aDatabase();
  const { subreddit } = cast;
  await configureCommunity(database, subreddit, { settings: { reminderCap: 2 } });
  const texts = { de: { final: "Danke." } };
  await configureCommunity(database, subreddit, { texts, questions: shortQuestions });
  await configureCommunity(database, "Elsewhere", { settings: { reminderCap: 9 } });
  expect(await listRevisions(database, subreddit.toUpperCase(), unreadable)).toEqual([
    {
      number: 2,
      at: noon,
      actor: { kind: "operator" },
      changed: { settings: [], texts: ["de.final"], questions: true },
    },
    {
      number: 1,
      at: noon,
      actor: { kind: "operator" },
      changed: { settings: ["reminderCap"], texts: [], questions: false },
    },
  ]);
  expect(await findRevision(database, subreddit, 1)).toMatchObject({
    settings: { reminderCap: 2 },
    texts: {},
    questionSetId: null,
    questions: null,
  });
  const inForce = { settings: { reminderCap: 2 }, texts, questions: shortQuestions };
  expect(await findRevision(database, subreddit, 2)).toMatchObject(inForce);
  expect(await findCommunity(database, subreddit)).toMatchObject({ ...inForce, revision: 2 });
  expect(await findRevision(database, subreddit, 3)).toBeNull();
});

it("reads what another changed while it waited for the lock", async () => {
  const database = await aDatabase();
  await configureCommunity(database, "Hikers", { settings: { reminderCap: 1 } });
  const waited = await inTransaction(database, async (orm) => {
    const before = await lockCommunity(orm, "Hikers");
    const waiting = inTransaction(database, (other) => lockCommunity(other, "Hikers"));
    await expect
      .poll(async () => {
        const { rowCount } = await database.pool.query(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        return rowCount;
      })
      .toBe(1);
    const changed = { settings: ["reminderCap"], texts: [], questions: false };
    const by = { at: noon, actor: { kind: "operator" }, changed } as const;
    const wanted = { ...before, settings: { reminderCap: 7 }, number: 2, ...by };
    await storeRevision(orm, "Hikers", wanted);
    return { waiting };
  });
  expect(await waited.waiting).toMatchObject({ revision: 2, settings: { reminderCap: 7 } });
});

it("is kept with the appeal that was opened under it", async () => {
  const database = await aDatabase();
  const store = createAppealStore(database);
  const openAs = async (name: string) => {
    const { id } = await store.openAppeal({
      subreddit: cast.subreddit,
      redditor: { id: null, name },
      group: "treatment",
      bannedAt: null,
      banNote: "",
      conversationId: `of ${name}`,
      questions: shortQuestions,
      at: noon,
    });
    return id;
  };
  const revisionOf = async (id: string) =>
    (await findAppealDetails(database, id))?.communityRevision;
  const unknown = await openAs("first");
  await serveCommunities(database, [cast.subreddit]);
  const byDefaults = await openAs("second");
  await configureCommunity(database, cast.subreddit, { settings: { reminderCap: 1 } });
  const first = await openAs("third");
  await configureCommunity(database, cast.subreddit, { settings: { reminderCap: 2 } });
  const second = await openAs("fourth");
  await store.closeAppeal(first, { outcome: "none", at: minutesAfter(noon, 1) });
  const revisions = await Promise.all([unknown, byDefaults, first, second].map(revisionOf));
  expect(revisions).toEqual([null, null, 1, 2]);
});

const at = "2026-03-01T12:00:00+00:00";
const row = { account: null, trouble: null, is_served: true, created_at: at, updated_at: at };

it("begins with what communities set before there were revisions", async () => {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase({ url, poolSize: 2 });
  onTestFinished(async () => {
    await database.close();
    await drop();
  });
  const none = { settings: {}, texts: {}, question_set_id: null };
  await restoreDatabase(database.pool, "0013_decisions_as_events", {
    question_sets: [{ id: "a hash", content: shortQuestions, created_at: at }],
    communities: [
      {
        ...row,
        key: "hikers",
        name: "Hikers",
        settings: { reminderCap: 2, language: "de" },
        texts: { en: {}, de: { final: "Danke.", appeal_again: "Nie." } },
        question_set_id: "a hash",
      },
      { ...row, key: "plain", name: "Plain", ...none, texts: { en: {} } },
      { ...row, key: "asking", name: "Asking", ...none, question_set_id: "a hash" },
      { ...row, key: "broken", name: "Broken", ...none, texts: { en: ["words"] } },
    ],
  });
  await migrateDatabase(database.pool);
  expect(await listRevisions(database, "hikers", unreadable)).toEqual([
    {
      number: 1,
      at: new Date(at),
      actor: { kind: "program" },
      changed: {
        settings: ["language", "reminderCap"],
        texts: ["de.appeal_again", "de.final"],
        questions: true,
      },
    },
  ]);
  expect(await findCommunity(database, "hikers")).toMatchObject({
    revision: 1,
    isServed: true,
    settings: { reminderCap: 2, language: "de" },
    texts: { de: { final: "Danke.", appeal_again: "Nie." } },
    questions: shortQuestions,
  });
  expect(await findCommunity(database, "plain")).toMatchObject({ revision: null, texts: {} });
  expect(await findCommunity(database, "asking")).toMatchObject({
    revision: 1,
    questions: shortQuestions,
  });
  await expect(findCommunity(database, "broken")).rejects.toThrow(/texts of the row broken\/1/);
  await configureCommunity(database, "hikers", { settings: {} });
  expect(await findCommunity(database, "hikers")).toMatchObject({ revision: 2, settings: {} });
});
