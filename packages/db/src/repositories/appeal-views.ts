import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { appealViews } from "../schema/index.ts";

type Reader = Pick<Database, "orm">;

/** Of an appeal that more people look at, no more names are listed. */
const mostListed = 50;

export interface AppealView {
  readonly redditorId: string;
  readonly username: string;
  readonly viewedAt: Date;
}

/** Who has had the appeal's page open since then, the last first. */
export async function appealViewsSince(
  { orm }: Reader,
  appealId: string,
  since: Date,
): Promise<readonly AppealView[]> {
  const { redditorId, username, viewedAt } = appealViews;
  return orm
    .select({ redditorId, username, viewedAt })
    .from(appealViews)
    .where(and(eq(appealViews.appealId, appealId), gt(viewedAt, since)))
    .orderBy(desc(viewedAt))
    .limit(mostListed);
}

/** Notes that somebody has the page open; within half a minute nothing is written again. */
export async function storeAppealView(
  orm: Orm,
  appealId: string,
  { redditorId, username, viewedAt }: AppealView,
): Promise<void> {
  await orm
    .insert(appealViews)
    .values({ appealId, redditorId, username, viewedAt })
    .onConflictDoUpdate({
      target: [appealViews.appealId, appealViews.redditorId],
      set: { username, viewedAt },
      setWhere: sql`${appealViews.viewedAt} < excluded.viewed_at - interval '30 seconds'`,
    });
}
