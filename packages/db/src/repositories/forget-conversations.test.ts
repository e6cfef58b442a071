import { noon } from "@appealmod/core/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { createAppealStore } from "./appeal-store.ts";
import { numberEvents } from "./events.ts";
import { forgetConversations } from "./forget-conversations.ts";
import { openSink } from "./sinks.ts";

let database: MigratedDatabase;
beforeEach(async () => {
  database = await createMigratedDatabase();
});
afterEach(() => database.drop());

const day = 24 * 60 * 60 * 1000;
const old = new Date(noon.getTime() - 400 * day);
const before = new Date(noon.getTime() - 365 * day);

async function seen(conversationId: string, at: Date, appealId: string | null = null) {
  const store = createAppealStore(database);
  const subject = { conversationId, subreddit: "PineLakeHikers" };
  const redditor = { id: "t2_muddy", name: "muddy_boots" };
  await store.rememberConversation({ ...subject, redditor, lastUpdated: at });
  await store.recordDecision({
    ...subject,
    username: redditor.name,
    appealId,
    decision: { reason: "not-banned", actions: [] },
    isDryRun: false,
    at,
  });
}

async function kept(table: string): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `select conversation_id as id from ${table} order by conversation_id`,
  );
  return rows.map(({ id }) => id);
}

it("forgets old conversations that never were an appeal, and the events about them", async () => {
  await seen("old", old);
  await seen("late", noon);
  await seen("appealed", old);
  await seen("decided-for-an-appeal", old, "00000000-0000-4000-8000-000000000001");
  await seen("claimed", old);
  await seen("noted", old);
  // Only what these rows say is of interest here.
  const client = await database.pool.connect();
  await client.query("begin; set local session_replication_role = replica");
  await client.query(
    `insert into appeal_conversations (appeal_id, conversation_id, linked_at)
    values (gen_random_uuid(), 'appealed', now())`,
  );
  await client.query(
    `insert into actions (scope, scope_id, key, conversation_id, action, status, claimed_at)
    values ('conversation', 'claimed', 'note', 'claimed', '{}', 'claimed', now()),
      ('conversation', 'noted', 'note', 'noted', '{}', 'settled', now())`,
  );
  await client.query("commit");
  client.release();

  // A sink that is behind still has to deliver the newest of them.
  while (await numberEvents(database));
  await openSink(database.orm, "behind", 4);
  expect(await forgetConversations(database, before)).toEqual({ conversations: 3, events: 1 });
  await database.pool.query("update sinks set position = 100");
  expect(await forgetConversations(database, before)).toEqual({ conversations: 0, events: 2 });
  expect(await kept("conversations")).toEqual(["appealed", "claimed", "late"]);
  expect(await kept("events")).toEqual(["appealed", "decided-for-an-appeal", "late"]);
  // What was said in a conversation stays known: it is not said twice should it ever come back.
  expect(await kept("actions")).toEqual(["claimed", "noted"]);
  expect(await forgetConversations(database, before)).toEqual({ conversations: 0, events: 0 });
});
