import { nameKey } from "@appealmod/core";
import { and, eq, notInArray, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { communityModerators } from "../schema/index.ts";

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
        permissions: [...permissions],
        asOf,
      })),
    )
    .onConflictDoUpdate({
      target: [communityModerators.subredditKey, communityModerators.redditorId],
      set: {
        username: sql`excluded.username`,
        permissions: sql`excluded.permissions`,
        asOf: sql`excluded.as_of`,
      },
    });
}
