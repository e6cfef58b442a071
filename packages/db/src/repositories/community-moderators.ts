import { nameKey } from "@appealmod/core";
import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { communities, communityModerators } from "../schema/index.ts";

type Writer = Pick<Database, "orm">;

/** A moderator of a community, as Reddit's list named them. */
export interface ListedModerator {
  /** Reddit's account id, `t2_…`. */
  readonly redditorId: string;
  readonly username: string;
  /** As Reddit names them (`all`, `access`, `mail`, …). */
  readonly permissions: readonly string[];
}

export interface ModeratorRights {
  readonly permissions: readonly string[];
  /** When Reddit said so. */
  readonly asOf: Date;
}

/** @returns `null` for whoever does not moderate the community, as far as is known */
export async function findModeratorRights(
  { orm }: Writer,
  subreddit: string,
  redditorId: string,
): Promise<ModeratorRights | null> {
  const { permissions, asOf, subredditKey } = communityModerators;
  const [row] = await orm
    .select({ permissions, asOf })
    .from(communityModerators)
    .where(
      and(eq(subredditKey, nameKey(subreddit)), eq(communityModerators.redditorId, redditorId)),
    );
  return row ?? null;
}

/** Keeps a community's whole list of moderators; whoever is not on it is one no more. */
export async function saveModeratorList(
  { orm }: Writer,
  subreddit: string,
  moderators: readonly ListedModerator[],
  asOf: Date,
): Promise<void> {
  const subredditKey = nameKey(subreddit);
  const ids = moderators.map(({ redditorId }) => redditorId);
  await orm
    .delete(communityModerators)
    .where(
      and(
        eq(communityModerators.subredditKey, subredditKey),
        ids.length > 0 ? notInArray(communityModerators.redditorId, ids) : undefined,
      ),
    );
  if (moderators.length === 0) return;
  await orm
    .insert(communityModerators)
    .values(
      moderators.map(({ permissions, ...who }) => ({
        ...who,
        subredditKey,
        subreddit,
        permissions: [...permissions],
        asOf,
      })),
    )
    .onConflictDoUpdate({
      target: [communityModerators.subredditKey, communityModerators.redditorId],
      set: {
        subreddit: sql`excluded.subreddit`,
        username: sql`excluded.username`,
        permissions: sql`excluded.permissions`,
        asOf: sql`excluded.as_of`,
      },
    });
}

/** A community that somebody moderates, by their own list at Reddit. */
export interface ModeratedByThem {
  readonly subreddit: string;
  /** `null` where Reddit did not tell. */
  readonly permissions: readonly string[] | null;
}

/**
 * Keeps all that somebody moderates, by their own list; what is not on it is theirs no more. Where
 * Reddit did not tell permissions, those that were known before stay, and are as old as they were.
 */
export async function saveModeratedBy(
  { orm }: Writer,
  who: { readonly redditorId: string; readonly username: string },
  moderated: readonly ModeratedByThem[],
  asOf: Date,
): Promise<void> {
  const byKey = new Map(moderated.map((one) => [nameKey(one.subreddit), one]));
  const keys = [...byKey.keys()];
  await orm
    .delete(communityModerators)
    .where(
      and(
        eq(communityModerators.redditorId, who.redditorId),
        keys.length > 0 ? notInArray(communityModerators.subredditKey, keys) : undefined,
      ),
    );
  if (keys.length === 0) return;
  const rows = [...byKey]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([subredditKey, { subreddit, permissions }]) => ({
      ...{ subredditKey, subreddit, ...who },
      permissions: [...(permissions ?? [])],
      asOf: permissions === null ? new Date(0) : asOf,
    }));
  await orm
    .insert(communityModerators)
    .values(rows)
    .onConflictDoUpdate({
      target: [communityModerators.subredditKey, communityModerators.redditorId],
      set: {
        subreddit: sql`excluded.subreddit`,
        username: sql`excluded.username`,
        permissions: sql`case when excluded.as_of > to_timestamp(0) then excluded.permissions else ${communityModerators.permissions} end`,
        asOf: sql`greatest(excluded.as_of, ${communityModerators.asOf})`,
      },
    });
}

export interface ModeratedCommunity {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly asOf: Date;
  readonly isServed: boolean;
  /** Whether it was ever served, or anything was set or known of it. */
  readonly isKnown: boolean;
  readonly trouble: string | null;
  /** The bot's account that serves it, in lower case; `null` for the first one of the settings. */
  readonly account: string | null;
  /** When one of its moderators asked for the bot to come; `null` once it is there. */
  readonly joinAskedAt: Date | null;
  /** Since when its moderators have the bot do nothing there; `null` while it works. */
  readonly pausedAt: Date | null;
}

/** All that somebody moderates, by name. */
export async function listModeratedBy(
  { orm }: Writer,
  redditorId: string,
): Promise<readonly ModeratedCommunity[]> {
  const { permissions, asOf, subredditKey, subreddit } = communityModerators;
  return orm
    .select({
      name: sql<string>`coalesce(${communities.name}, ${subreddit}, ${subredditKey})`,
      ...{ permissions, asOf },
      isServed: sql<boolean>`coalesce(${communities.isServed}, false)`,
      isKnown: sql<boolean>`${communities.key} is not null`,
      trouble: communities.trouble,
      account: communities.account,
      joinAskedAt: communities.joinAskedAt,
      pausedAt: communities.pausedAt,
    })
    .from(communityModerators)
    .leftJoin(communities, eq(communities.key, subredditKey))
    .where(eq(communityModerators.redditorId, redditorId))
    .orderBy(subredditKey);
}

/** Which of these communities the bot serves. */
export async function servedAmong(
  { orm }: Writer,
  subreddits: readonly string[],
): Promise<readonly string[]> {
  if (subreddits.length === 0) return [];
  const rows = await orm
    .select({ name: communities.name })
    .from(communities)
    .where(and(inArray(communities.key, subreddits.map(nameKey)), eq(communities.isServed, true)));
  return rows.map(({ name }) => name);
}
