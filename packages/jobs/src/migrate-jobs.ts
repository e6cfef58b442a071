import { runMigrations } from "graphile-worker";
import type pg from "pg";
import { quietLogger } from "./worker-pool.ts";

/** Brings the queue's own tables up to date. Safe to call from several processes at once. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: quietLogger({}) });
}
