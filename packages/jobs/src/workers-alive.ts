import type pg from "pg";
import { workerLock } from "./worker-lease.ts";

/** Worker pools that hold their lease now, and since when the oldest and the newest are connected. */
export interface WorkersAlive {
  readonly count: number;
  /** `null` where the database's role may not see it, and where there is no worker. */
  readonly newestSince: Date | null;
}

export async function workersAlive(reader: Pick<pg.Pool, "query">): Promise<WorkersAlive> {
  const { rows } = await reader.query<WorkersAlive>(
    `select count(*)::int as count, max(activity.backend_start) as "newestSince"
    from pg_locks
    left join pg_stat_activity as activity using (pid)
    where locktype = 'advisory' and granted and objsubid = 2 and classid = ${workerLock}
      and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows[0] ?? { count: 0, newestSince: null };
}
