import { inArray, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { accountChecks, appeals, bans, conversations } from "../schema/index.ts";

/** Accounts of which something is kept and that were not looked for since a moment, the longest ago first. */
export async function accountsToCheck(
  orm: Orm,
  notSince: Date,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await orm.execute<{ id: string }>(sql`
    select known.id from (
      select redditor_id as id from ${appeals} where redditor_id is not null
      union select redditor_id from ${bans} where redditor_id is not null
      union select redditor_id from ${conversations} where redditor_id is not null
    ) as known
    left join ${accountChecks} on ${accountChecks.redditorId} = known.id
    where coalesce(${accountChecks.checkedAt} < ${notSince}, true)
    order by ${accountChecks.checkedAt} nulls first, known.id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/**
 * Notes which of these accounts are there.
 *
 * @returns those that have been missing at every look since that time or earlier
 */
export async function saveAccountChecks(
  orm: Orm,
  looked: readonly { readonly id: string; readonly isThere: boolean }[],
  { at, missingSince }: { readonly at: Date; readonly missingSince: Date },
): Promise<readonly string[]> {
  if (looked.length === 0) return [];
  const rows = await orm
    .insert(accountChecks)
    .values(
      looked.map(({ id, isThere }) => ({
        redditorId: id,
        checkedAt: at,
        missingSince: isThere ? null : at,
      })),
    )
    .onConflictDoUpdate({
      target: accountChecks.redditorId,
      set: {
        checkedAt: at,
        missingSince: sql`case when excluded.missing_since is null then null
          else coalesce(${accountChecks.missingSince}, excluded.missing_since) end`,
      },
    })
    .returning({ id: accountChecks.redditorId, missing: accountChecks.missingSince });
  return rows
    .filter(({ missing }) => missing !== null && missing <= missingSince)
    .map(({ id }) => id);
}

/** It is there after all: whoever is hidden by Reddit is not deleted. */
export async function forgetMissing(orm: Orm, redditorIds: readonly string[]): Promise<void> {
  await orm
    .update(accountChecks)
    .set({ missingSince: null })
    .where(inArray(accountChecks.redditorId, [...redditorIds]));
}
