import { and, asc, count, eq, lt, max, min, sql } from "drizzle-orm";
import { knownMigrations } from "../known-migrations.ts";
import type { Orm } from "../open-database.ts";
import {
  actions,
  communities,
  listingCursors,
  moderationLogPositions,
  sinks,
} from "../schema/index.ts";
import type { SinkRecord } from "./sinks.ts";

/** When an account last did what it does again and again. */
export interface AccountProgress {
  /** The account's name in lower case. */
  readonly account: string;
  /** `null` where it never did. */
  readonly at: Date | null;
}

/** When each account last went through the modmail listing. */
export async function listingProgress(orm: Orm): Promise<readonly AccountProgress[]> {
  // A mark is kept for each set of communities that an account listened to: name, slash, digest.
  const account = sql<string>`split_part(${listingCursors.accountKey}, '/', 1)`;
  return orm
    .select({ account, at: max(listingCursors.observedAt) })
    .from(listingCursors)
    .groupBy(account)
    .orderBy(account);
}

export interface LogProgress extends AccountProgress {
  readonly troubleKind: (typeof moderationLogPositions.$inferSelect)["troubleKind"];
  readonly troubleReason: string | null;
}

/** When each account last read the moderation log, and why the log is not believed. */
export async function logProgress(orm: Orm): Promise<readonly LogProgress[]> {
  const { accountKey, readAt, troubleKind, troubleReason } = moderationLogPositions;
  return orm
    .select({ account: accountKey, at: readAt, troubleKind, troubleReason })
    .from(moderationLogPositions)
    .orderBy(asc(accountKey));
}

/** The accounts that communities are served by; `null` stands for the first of the settings. */
export async function servingAccounts(orm: Orm): Promise<readonly (string | null)[]> {
  const rows = await orm
    .selectDistinct({ account: communities.account })
    .from(communities)
    .where(eq(communities.isServed, true));
  return rows.map(({ account }) => account);
}

export interface SinkProgress
  extends Pick<
    SinkRecord,
    "name" | "position" | "failures" | "failingSince" | "lastError" | "deliveredAt"
  > {
  /** Events that it has not looked at yet. */
  readonly waiting: number;
  /** When the first of them happened. */
  readonly waitingSince: Date | null;
}

export async function sinkProgress(orm: Orm): Promise<readonly SinkProgress[]> {
  const { name, position, failures, failingSince, lastError, deliveredAt } = sinks;
  // Written out: within a query of its own a bare column would be that of the other table.
  return orm
    .select({
      ...{ name, position, failures, failingSince, lastError, deliveredAt },
      waiting: sql<number>`greatest(0, coalesce((select max(events.position) from events), 0) - sinks.position)::int`,
      waitingSince: sql<Date | null>`(select at from events as first
        where first.position > sinks.position order by first.position limit 1)`.mapWith(
        deliveredAt,
      ),
    })
    .from(sinks)
    .orderBy(asc(name));
}

/** How many effects were claimed before a date and are not settled, and since when the first. */
export async function countUnsettled(
  orm: Orm,
  claimedBefore: Date,
): Promise<{ readonly count: number; readonly since: Date | null }> {
  const [row] = await orm
    .select({ count: count(), since: min(actions.claimedAt) })
    .from(actions)
    .where(and(eq(actions.status, "claimed"), lt(actions.claimedAt, claimedBefore)));
  return row ?? { count: 0, since: null };
}

/** Which server this is, and how its tables stand to the program that asks. */
export interface DatabaseVersion {
  readonly postgres: string;
  /** Changes of the tables that were applied, and that this program knows of. */
  readonly migrations: { readonly applied: number; readonly known: number };
  /** When the last change that was applied was made by its authors. */
  readonly newest: string | null;
}

export async function databaseVersion(orm: Orm): Promise<DatabaseVersion> {
  const { rows } = await orm.execute<{ postgres: string; applied: number; newest: string | null }>(
    sql`select current_setting('server_version') as postgres, count(*)::int as applied,
      max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  );
  const { postgres = "", applied = 0, newest = null } = rows[0] ?? {};
  const last = knownMigrations.find(({ when }) => String(when) === newest);
  return {
    postgres,
    migrations: { applied, known: knownMigrations.length },
    newest: last?.tag ?? null,
  };
}
