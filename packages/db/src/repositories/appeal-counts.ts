import { type AppealState, type Group, nameKey } from "@appealmod/core";
import { and, count, desc, eq, gt, max, ne, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { appeals, listingCursors } from "../schema/index.ts";

export interface AppealCount {
  readonly group: Group;
  readonly state: AppealState;
  readonly count: number;
}

/** How many appeals are open, for each group and state that occurs. */
export async function countOpenAppeals({ orm }: Database): Promise<readonly AppealCount[]> {
  return orm
    .select({ group: appeals.group, state: appeals.state, count: count() })
    .from(appeals)
    .where(ne(appeals.state, "closed"))
    .groupBy(appeals.group, appeals.state)
    .orderBy(sql`${appeals.group} desc`, appeals.state);
}

export interface ListingMark {
  /** The bot's account, in lower case. */
  readonly account: string;
  /** Everything that Reddit's modmail listing showed up to here has been seen. */
  readonly seenUntil: Date;
}

/** How far each account of the bot has seen the modmail listing, the most recent first. */
export async function listingMarks({ orm }: Database): Promise<readonly ListingMark[]> {
  const seenUntil = max(listingCursors.seenUntil);
  const marks = await orm
    .select({ account: listeningAccount, seenUntil })
    .from(listingCursors)
    .groupBy(listeningAccount)
    .orderBy(desc(seenUntil));
  return marks.flatMap((mark) => (mark.seenUntil ? { ...mark, seenUntil: mark.seenUntil } : []));
}

/** A mark is kept for each set of communities that an account listened to: name, slash, digest. */
const listeningAccount = sql<string>`split_part(${listingCursors.accountKey}, '/', 1)`;

/**
 * Every account, in lower case, that the bot ever listened with: whatever one of them wrote is ours.
 *
 * @param since only accounts with a complete pass over the listing that began after this time
 */
export async function accountsThatListened(
  { orm }: Database,
  since?: Date,
): Promise<readonly string[]> {
  const rows = await orm
    .selectDistinct({ account: listeningAccount })
    .from(listingCursors)
    .where(since && gt(listingCursors.observedAt, since));
  return rows.map(({ account }) => account).toSorted();
}

/** How many appeals a community has, for each state that occurs. Those of the control group never show. */
export async function countAppealsOfCommunity(
  { orm }: Database,
  subreddit: string,
): Promise<Readonly<Partial<Record<AppealState, number>>>> {
  const rows = await orm
    .select({ state: appeals.state, count: count() })
    .from(appeals)
    .where(and(eq(appeals.subredditKey, nameKey(subreddit)), ne(appeals.group, "control")))
    .groupBy(appeals.state);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
