import { createTestDatabase } from "@appealmod/db/testing";
import pg from "pg";
import { onTestFinished } from "vitest";
import { migrateJobs } from "../migrate-jobs.ts";
import type { JobHandlers } from "../run-job.ts";

/** A queue of its own for one test, removed when the test is over. */
export async function openQueue(): Promise<{ pool: pg.Pool; url: string }> {
  const { url, drop } = await createTestDatabase({ template: { name: "jobs", prepare } });
  const pool = listenedPool(url);
  onTestFinished(async () => {
    await pool.end();
    await drop();
  });
  return { pool, url };
}

async function prepare(url: string): Promise<void> {
  const pool = listenedPool(url);
  await migrateJobs(pool);
  await pool.end();
}

/** Connections that break are somebody's concern, never the end of the process. */
function listenedPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** Handlers of which a test names those that it is about. */
export function handlersWith(named: Partial<JobHandlers>): JobHandlers {
  return {
    "process-conversation": async () => {},
    "announce-sign-up": async () => {},
    "refresh-subreddit": async () => {},
    "accept-invitation": async () => {},
    "dry-run-community": async () => {},
    "remind-of-probation": async () => {},
    ...named,
  };
}

export function conversationJob(conversationId: string, username: string | null = null) {
  return { conversationId, subreddit: "PineLakeHikers", username, because: "listing" as const };
}

/** A promise and the way to settle it from outside. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

// What no public function can do: these alone know the library's own table.

/** The queue's rows with their payloads, which the public view leaves out. */
export async function storedJobs(pool: pg.Pool) {
  const { rows } = await pool.query("select * from graphile_worker._private_jobs order by id");
  return rows;
}

/** As if a worker had taken all jobs, and nothing were known of it since. */
export async function lockJobs(pool: pg.Pool, workerId: string): Promise<void> {
  await pool.query(
    "update graphile_worker._private_jobs set locked_by = $1, locked_at = now(), attempts = 1",
    [workerId],
  );
}

/** As if the time of all jobs that wait had come. */
export async function makeDue(pool: pg.Pool): Promise<void> {
  await pool.query(
    "select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())",
  );
}
