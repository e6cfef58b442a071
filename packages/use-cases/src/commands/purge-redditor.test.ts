import { randomUUID } from "node:crypto";
import { cast, minutesAfter, noon, someAnswers } from "@appealmod/core/testing";
import { createAppealStore, unfinishedDeletions } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  anOpenAppeal,
  openTestInstallation,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { createTombstone } from "../tombstone.ts";
import { deleteOldAppeals } from "./delete-old-appeals.ts";
import { finishDeletions } from "./finish-deletions.ts";
import { purgeRedditor, rehearsePurge } from "./purge-redditor.ts";
import { repeatPurges } from "./repeat-purges.ts";
import { submitForm } from "./submit-form.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const at = minutesAfter(noon, 30);
const tombstone = createTombstone("a-link-secret-of-this-installation");
const operator = { kind: "operator" } as const;
const program = { kind: "program" } as const;

/** Somebody with an appeal, a form that was sent, a ban, events, a job and a remembered conversation. */
async function somebody() {
  const { database } = installation;
  const { appeal, redditor } = await anOpenAppeal(installation);
  const { id, username, conversationId, subreddit } = appeal;
  const redditorId = `t2_${id.replaceAll("-", "").slice(0, 12)}`;
  const { pool } = database;
  await pool.query("update appeals set state = 'invited', redditor_id = $2 where id = $1", [
    id,
    redditorId,
  ]);
  await submitForm(installation, redditor, { answers: someAnswers, seen: null, at });
  await pool.query(
    `insert into bans (subreddit, subreddit_key, redditor_id, username, username_key, permanence,
      source, is_in_log, checked_at, note) values ($1, lower($1), $2, $3, lower($3), 'permanent',
      'log', true, $4, $5)`,
    [subreddit, redditorId, username, noon, `about u/${username}`],
  );
  await pool.query(
    `insert into conversations (conversation_id, subreddit, redditor_id, username, last_updated)
      values ($1, $2, $3, $4, $5)
      on conflict (conversation_id) do update set redditor_id = $3, username = $4`,
    [conversationId, subreddit, redditorId, username, noon],
  );
  await pool.query(`insert into sinks (name, position, state) values ($1, 0, $2)`, [
    `slack-${randomUUID()}`,
    JSON.stringify({ waiting: [`Form of u/${username}`] }),
  ]);
  await enqueue(pool, "process-conversation", {
    ...{ conversationId, subreddit, username },
    because: "due",
  });
  return { id, username, redditorId, conversationId };
}

/** Every table in which some of these words stand, the queue's included. */
async function tablesWith(words: readonly string[]): Promise<readonly string[]> {
  const { pool } = installation.database;
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'graphile_worker')`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: hits } = await pool.query(
      `select 1 from ${name} as each where each::text ilike any($1) limit 1`,
      [words.map((word) => `%${word}%`)],
    );
    if (hits.length > 0) found.push(name);
  }
  return found.toSorted();
}

it("leaves nothing in any table, and a receipt that names nobody", async () => {
  const { username, redditorId, conversationId, id } = await somebody();
  const words = [username, redditorId, conversationId, id];
  expect((await tablesWith(words)).length).toBeGreaterThan(8);
  const counts = await rehearsePurge(installation, username);
  expect(counts).toMatchObject({ appeals: 1, main_ban_appeal_data: 1, bans: 1, jobs: 1 });
  expect((await tablesWith(words)).length).toBeGreaterThan(8);
  const asked = { redditor: username, reason: "asked", at } as const;
  const receipt = await purgeRedditor(installation, operator, asked, tombstone);
  expect(receipt?.counts).toEqual(counts);
  expect(await tablesWith(words)).toEqual(["public.deletions"]);
  const copies: unknown[] = [];
  const deleteCopies = async (keys: unknown) => {
    copies.push(keys);
    return { "user-logs": 1 };
  };
  const [finished] = await finishDeletions(installation, [deleteCopies], at);
  expect(copies).toMatchObject([{ redditorIds: [redditorId], conversationIds: [conversationId] }]);
  expect(finished?.counts).toEqual({ ...counts, "user-logs": 1 });
  expect(await tablesWith(words)).toEqual([]);
  expect(await purgeRedditor(installation, operator, asked, tombstone)).toBeNull();
});

it("keeps by what copies are found until they are gone", async () => {
  const { redditorId } = await somebody();
  const deleted = { redditor: redditorId, reason: "account-deleted", at } as const;
  await purgeRedditor(installation, program, deleted, tombstone);
  const fails = async () => {
    throw new Error("MongoDB is down");
  };
  await expect(finishDeletions(installation, [fails], at)).rejects.toThrow("MongoDB is down");
  expect(await unfinishedDeletions(installation.database.orm)).toHaveLength(1);
  expect(await finishDeletions(installation, [async () => ({})], at)).toHaveLength(1);
});

it("purges anew what a backup brought back, and not who came back", async () => {
  const { pool } = installation.database;
  const { redditorId, username } = await somebody();
  const deleted = { redditor: redditorId, reason: "account-deleted", at } as const;
  await purgeRedditor(installation, program, deleted, tombstone);
  const restore = (bannedAt: Date) =>
    pool.query(
      `insert into bans (subreddit, subreddit_key, redditor_id, username, username_key, permanence,
        source, is_in_log, checked_at, banned_at) values ('PineLakeHikers', 'pinelakehikers', $1, $2,
        lower($2), 'permanent', 'log', true, $3, $3)`,
      [redditorId, username, bannedAt],
    );
  await restore(minutesAfter(at, 5));
  expect(await repeatPurges(installation, program, tombstone, at)).toBe(0);
  await restore(noon);
  expect(await repeatPurges(installation, program, tombstone, at)).toBe(1);
  await finishDeletions(installation, [], at);
  expect(await tablesWith([redditorId, username])).toEqual([]);
});

it("deletes appeals that closed long ago, and keeps the arm and the bans", async () => {
  const { pool } = installation.database;
  const { id, username, conversationId } = await somebody();
  const young = await somebody();
  await pool.query("update appeals set state = 'closed', closed_at = $2 where id = $1", [id, noon]);
  const deletion = { closedBefore: minutesAfter(noon, 1), at };
  expect(await deleteOldAppeals(installation, program, deletion)).toBe(1);
  await finishDeletions(installation, [], at);
  expect(await tablesWith([id, conversationId])).toEqual([]);
  expect(await tablesWith([username])).toContain("public.bans");
  const store = createAppealStore(installation.database);
  const asking = { subreddit: cast.subreddit, conversationId: young.conversationId };
  const redditor = { id: young.redditorId, name: young.username };
  expect((await store.findRecords({ ...asking, redditor })).appeal?.id).toBe(young.id);
});
