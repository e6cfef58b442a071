import type { AppealState, Group } from "@appealmod/core";
import { count, ne, sql } from "drizzle-orm";
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
  /** The bot's account, in lower case, and after a slash a digest of the communities looked at. */
  readonly account: string;
  /** Everything that Reddit's modmail listing showed up to here has been seen. */
  readonly seenUntil: Date;
}

/** How far each account of the bot has seen the modmail listing, the most recent first. */
export async function listingMarks({ orm }: Database): Promise<readonly ListingMark[]> {
  return orm
    .select({ account: listingCursors.accountKey, seenUntil: listingCursors.seenUntil })
    .from(listingCursors)
    .orderBy(sql`${listingCursors.seenUntil} desc`);
}

/** Every account, in lower case, that the bot ever listened with: whatever one of them wrote is ours. */
export async function accountsThatListened({ orm }: Database): Promise<readonly string[]> {
  const account = sql<string>`split_part(${listingCursors.accountKey}, '/', 1)`;
  const rows = await orm.selectDistinct({ account }).from(listingCursors).orderBy(account);
  return rows.map((row) => row.account);
}
