import type { Appeal, FormHolder, Group, StoredEvent } from "@appealmod/core";
import { cast, noon, shortQuestions } from "@appealmod/core/testing";
import {
  createAppealStore,
  type Database,
  migrateDatabase,
  numberEvents,
  openDatabase,
  readEvents,
} from "@appealmod/db";
import { createTestDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import type { Installation } from "../src/installation.ts";

export interface TestInstallation extends Installation {
  drop(): Promise<void>;
}

/** A database of its own with all tables and a queue, for one test file. */
export async function openTestInstallation(): Promise<TestInstallation> {
  const { url, drop } = await createTestDatabase({ template: { name: "use_cases", prepare } });
  const database = openDatabase({ url });
  return {
    database,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

async function prepare(url: string): Promise<void> {
  const database = openDatabase({ url, poolSize: 2 });
  await migrateDatabase(database.pool);
  await migrateJobs(database.pool);
  await database.close();
}

export interface WaitingJob {
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What waits in the queue under these keys' beginning, by key. */
export async function jobs(database: Database, prefix = ""): Promise<readonly WaitingJob[]> {
  const { rows } = await database.pool.query<WaitingJob>(
    "select key, payload from graphile_worker._private_jobs where key like $1 order by key",
    [`${prefix}%`],
  );
  return rows;
}

/** What happened so far, oldest first, as the readers of events will see it. */
export async function storedEvents(database: Database): Promise<readonly StoredEvent[]> {
  while (await numberEvents(database));
  return (await readEvents(database.orm, { after: 0, limit: 1_000 })).events;
}

/** Does some work while a real Postgres takes no event. */
export async function whileEventsFail<T>(database: Database, work: () => Promise<T>): Promise<T> {
  await database.pool.query("alter table events add constraint no_events check (false) not valid");
  try {
    return await work();
  } finally {
    await database.pool.query("alter table events drop constraint no_events");
  }
}

/** Does some work while the queue of a real Postgres takes no job. */
export async function whileQueueFails<T>(database: Database, work: () => Promise<T>): Promise<T> {
  await database.pool.query(
    `create function refuse_job() returns trigger language plpgsql as
      $$ begin raise exception 'the queue takes no job'; end $$;
    create trigger refuse_job before insert or update on graphile_worker._private_jobs
      for each row execute function refuse_job()`,
  );
  try {
    return await work();
  } finally {
    await database.pool.query("drop function refuse_job cascade");
  }
}

/** Sessions of this database that wait for a lock of another. */
export async function waitingSessions({ pool }: Database): Promise<number> {
  const { rowCount } = await pool.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rowCount ?? 0;
}

export interface OpenAppeal {
  readonly appeal: Appeal;
  readonly redditor: FormHolder;
}

let count = 0;

/** An open appeal of a redditor of its own, with the form link that its redditor holds. */
export async function anOpenAppeal(
  { database }: Installation,
  group: Group = "treatment",
  questions = shortQuestions,
): Promise<OpenAppeal> {
  count += 1;
  const name = `hiker_${count}`;
  const store = createAppealStore(database);
  const appeal = await store.openAppeal({
    subreddit: cast.subreddit,
    redditor: { id: null, name },
    group,
    bannedAt: null,
    banNote: "",
    conversationId: `of-${name}`,
    questions,
    at: noon,
  });
  const formToken = `token of ${name}`;
  await store.registerFormToken(appeal.id, formToken);
  return { appeal, redditor: { kind: "redditor", formToken } };
}
