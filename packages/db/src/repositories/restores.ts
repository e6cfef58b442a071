import { dayMs } from "@appealmod/core";
import { gte } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { restores } from "../schema/index.ts";

/** For so long somebody may answer what was said before a restoration. */
const mattersDays = 90;

export async function storeRestore(orm: Orm, restore: typeof restores.$inferInsert): Promise<void> {
  await orm.insert(restores).values(restore);
}

/** The time of which this database knows nothing, where a backup was brought back lately. */
export async function restoredSpan(
  orm: Orm,
  now: Date,
): Promise<{ readonly from: Date; readonly until: Date } | null> {
  const lately = await orm
    .select()
    .from(restores)
    .where(gte(restores.restoredAt, new Date(now.getTime() - mattersDays * dayMs)));
  if (lately.length === 0) return null;
  const from = Math.min(...lately.map(({ backedUpAt }) => backedUpAt.getTime()));
  const until = Math.max(...lately.map(({ restoredAt }) => restoredAt.getTime()));
  return { from: new Date(from), until: new Date(until) };
}
