import { and, asc, eq, isNotNull, lt, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { deletions, type PersonalKeys } from "../schema/deletions.ts";
import { appeals, bans, conversations, signUps } from "../schema/index.ts";
import type { RowCounts } from "./personal-data.ts";

export type Deletion = typeof deletions.$inferSelect;

/** Keeps the receipt of a deletion, and by what its copies are still to be found. */
export async function storeDeletion(
  orm: Orm,
  deletion: Pick<Deletion, "reason" | "tombstone" | "deletedAt" | "counts"> & {
    readonly copies: PersonalKeys;
  },
): Promise<string> {
  const [row] = await orm.insert(deletions).values(deletion).returning({ id: deletions.id });
  if (!row) throw new Error("A receipt that was just written has no id.");
  return row.id;
}

/** Deletions of which copies outside of Postgres may still stand, the oldest first. */
export async function unfinishedDeletions(orm: Orm): Promise<readonly Deletion[]> {
  return orm
    .select()
    .from(deletions)
    .where(isNotNull(deletions.copies))
    .orderBy(asc(deletions.deletedAt));
}

/** The copies are gone: what they were found by is forgotten as well. */
export async function completeDeletion(
  orm: Orm,
  id: string,
  { counts, at }: { readonly counts: RowCounts; readonly at: Date },
): Promise<void> {
  await orm
    .update(deletions)
    .set({
      copies: null,
      completedAt: at,
      counts: sql`${deletions.counts} || ${JSON.stringify(counts)}::jsonb`,
    })
    .where(eq(deletions.id, id));
}

/** A receipt as it is kept outside of the database as well: it names nobody. */
export type Receipt = Pick<Deletion, "id" | "reason" | "tombstone" | "deletedAt" | "counts">;

/** Receipts by which somebody is known again. */
export async function receiptsWithTombstone(orm: Orm): Promise<readonly Receipt[]> {
  const { id, reason, tombstone, deletedAt, counts } = deletions;
  return orm
    .select({ id, reason, tombstone, deletedAt, counts })
    .from(deletions)
    .where(isNotNull(tombstone))
    .orderBy(asc(deletedAt));
}

/** Adds receipts that a backup which was brought back does not have. */
export async function storeReceipts(orm: Orm, receipts: readonly Receipt[]): Promise<void> {
  for (const receipt of receipts)
    await orm
      .insert(deletions)
      .values({ ...receipt, copies: null, completedAt: receipt.deletedAt })
      .onConflictDoNothing();
}

/** When each of those who were purged was purged last, by tombstone. */
export async function deletedAt(orm: Orm): Promise<ReadonlyMap<string, Date>> {
  const rows = await orm
    .select({ tombstone: deletions.tombstone, at: deletions.deletedAt })
    .from(deletions)
    .where(isNotNull(deletions.tombstone))
    .orderBy(asc(deletions.deletedAt));
  return new Map(
    rows.flatMap(({ tombstone, at }) => (tombstone === null ? [] : [[tombstone, at]])),
  );
}

/** Everybody of whom something is kept, by account id or, where none is known, by name, with the time of the oldest of it. */
export async function oldestDataOfRedditors(
  orm: Orm,
): Promise<readonly { readonly redditor: string; readonly oldest: Date }[]> {
  const { rows } = await orm.execute<{ id: string; oldest: string }>(sql`
    select id, min(at) as oldest from (
      select coalesce(redditor_id, username) as id, opened_at as at from ${appeals}
      union all select coalesce(redditor_id, username), coalesce(banned_at, checked_at) from ${bans}
      union all select coalesce(redditor_id, username), last_updated from ${conversations}
      union all select reddit_username, created_at from ${signUps}
    ) as known where id is not null group by id`);
  return rows.map(({ id, oldest }) => ({ redditor: id, oldest: new Date(oldest) }));
}

/** Appeals that closed before a moment, the oldest first. */
export async function appealsClosedBefore(
  orm: Orm,
  before: Date,
  limit: number,
): Promise<readonly string[]> {
  const rows = await orm
    .select({ id: appeals.id })
    .from(appeals)
    .where(and(eq(appeals.state, "closed"), lt(appeals.closedAt, before)))
    .orderBy(asc(appeals.closedAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}
