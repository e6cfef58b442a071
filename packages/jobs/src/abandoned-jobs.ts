import type pg from "pg";
import { livingWorkerLock } from "./worker-lease.ts";

/**
 * Finds jobs in the hands of workers that are gone, and frees them; removes those that nobody
 * will ever take up. A worker counts as gone
 * when two looks in a row find no sign of life, so that a restart of Postgres, which ends all
 * leases at once, gives the living time to come back.
 *
 * @returns a look, to be repeated; it answers how many workers seem gone and need a second one
 */
export function abandonedJobs(pool: pg.Pool): () => Promise<{ readonly suspected: number }> {
  let missing = new Set<string>();
  return async () => {
    const { rows } = await pool.query<{ worker: string }>(withoutLease);
    const found = rows.map(({ worker }) => worker);
    const gone = found.filter((worker) => missing.has(worker));
    missing = new Set(found);
    if (gone.length > 0) {
      await freeJobs(pool, gone);
      for (const worker of gone) missing.delete(worker);
    } else await clearReplaced(pool);
    return { suspected: missing.size };
  };
}

/** Frees whatever these workers have in hand, at once. */
export async function freeJobs(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [workers]);
  await clearReplaced(pool);
}

/**
 * Removes jobs that others took the place of while they were in hand, and that were not done with
 * because their worker or the database went away: nobody takes them up, and nobody else removes them.
 */
async function clearReplaced(pool: pg.Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs
      where key is null and attempts >= max_attempts and locked_at is null))`,
  );
}

const withoutLease = `
  select distinct jobs.locked_by as worker from graphile_worker.jobs
  where jobs.locked_by is not null and not exists (
    select 1 from pg_locks
    where locktype = 'advisory' and granted and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())
      and classid = ${livingWorkerLock}
      and objid = (hashtext(jobs.locked_by)::bigint & 4294967295)::oid)`;
