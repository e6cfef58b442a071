import type { AppealState, Group, Outcome, Permanence } from "@appealmod/core";
import { and, desc, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { appeals, bans } from "../schema/index.ts";

type Reader = Pick<Database, "orm">;

/** A ban of one redditor in one community, as moderators may see it. */
export interface KnownBan {
  readonly id: string;
  readonly bannedAt: Date | null;
  readonly bannedBy: string | null;
  readonly permanence: Permanence;
  readonly endsAt: Date | null;
  readonly note: string | null;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
}

type Whose = Pick<
  typeof appeals.$inferSelect,
  "id" | "subredditKey" | "redditorId" | "usernameKey"
>;

/** More than this of one redditor would not be read. */
const mostShown = 50;

/** Newest first. */
export async function knownBansOf({ orm }: Reader, whose: Whose): Promise<readonly KnownBan[]> {
  const { id, bannedAt, bannedBy, permanence, endsAt, note, liftedAt, liftedBy } = bans;
  return orm
    .select({ id, bannedAt, bannedBy, permanence, endsAt, note, liftedAt, liftedBy })
    .from(bans)
    .where(
      and(
        eq(bans.subredditKey, whose.subredditKey),
        or(
          whose.redditorId === null ? undefined : eq(bans.redditorId, whose.redditorId),
          and(isNull(bans.redditorId), eq(bans.usernameKey, whose.usernameKey)),
        ),
      ),
    )
    .orderBy(sql`${bannedAt} desc nulls last`, desc(bans.checkedAt))
    .limit(mostShown);
}

export interface OtherAppeal {
  readonly id: string;
  readonly group: Group;
  readonly state: AppealState;
  readonly isModeratorInvolved: boolean;
  readonly outcome: Outcome | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** What else the same redditor appealed in the same community, newest first. */
export async function otherAppealsOf(
  { orm }: Reader,
  whose: Whose,
): Promise<readonly OtherAppeal[]> {
  const { id, group, state, isModeratorInvolved, outcome, openedAt, closedAt } = appeals;
  const keys = [`u/${whose.usernameKey}`, ...(whose.redditorId === null ? [] : [whose.redditorId])];
  return orm
    .select({ id, group, state, isModeratorInvolved, outcome, openedAt, closedAt })
    .from(appeals)
    .where(
      and(
        eq(appeals.subredditKey, whose.subredditKey),
        sql`${appeals.redditorKey} in ${keys}`,
        ne(appeals.id, whose.id),
      ),
    )
    .orderBy(desc(openedAt), id)
    .limit(mostShown);
}
