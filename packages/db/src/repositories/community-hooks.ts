import { type NameKey, nameKey, type WatchScope } from "@appealmod/core";
import { and, asc, count, eq, inArray, isNull } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { communityHooks, moderatorWatches, publishedKeys } from "../schema/index.ts";

type Writer = Pick<Database, "orm">;

/** A webhook as its moderators may see it: without its address. */
export type CommunityHook = Pick<
  typeof communityHooks.$inferSelect,
  "id" | "kind" | "addedBy" | "addedAt" | "trouble"
>;

/** A webhook as the bot uses it. */
export type SealedHook = Pick<
  typeof communityHooks.$inferSelect,
  "id" | "kind" | "subredditKey" | "sealedAddress"
>;

export async function listHooks(
  { orm }: Writer,
  subreddit: string,
): Promise<readonly CommunityHook[]> {
  const { id, kind, addedBy, addedAt, trouble } = communityHooks;
  return orm
    .select({ id, kind, addedBy, addedAt, trouble })
    .from(communityHooks)
    .where(eq(communityHooks.subredditKey, nameKey(subreddit)))
    .orderBy(asc(addedAt), id);
}

export async function countHooks({ orm }: Writer, subreddit: string): Promise<number> {
  const [row] = await orm
    .select({ count: count() })
    .from(communityHooks)
    .where(eq(communityHooks.subredditKey, nameKey(subreddit)));
  return row?.count ?? 0;
}

export async function storeHook(
  { orm }: Writer,
  hook: typeof communityHooks.$inferInsert,
): Promise<void> {
  await orm.insert(communityHooks).values(hook);
}

/** @returns false where the community has none with this id */
export async function deleteHook({ orm }: Writer, subreddit: string, id: string): Promise<boolean> {
  const deleted = await orm
    .delete(communityHooks)
    .where(and(eq(communityHooks.id, id), eq(communityHooks.subredditKey, nameKey(subreddit))))
    .returning({ id: communityHooks.id });
  return deleted.length > 0;
}

export async function sealedHooksOf(
  { orm }: Writer,
  keys: readonly NameKey[],
): Promise<readonly SealedHook[]> {
  if (keys.length === 0) return [];
  const { id, kind, subredditKey, sealedAddress } = communityHooks;
  return orm
    .select({ id, kind, subredditKey, sealedAddress })
    .from(communityHooks)
    .where(inArray(subredditKey, [...keys]))
    .orderBy(id);
}

export async function noteHookTrouble(
  { orm }: Writer,
  id: string,
  trouble: string | null,
): Promise<void> {
  await orm.update(communityHooks).set({ trouble }).where(eq(communityHooks.id, id));
}

/** What a moderator watches of a community; `null` for nothing. */
export async function findWatch(
  { orm }: Writer,
  subreddit: string,
  redditorId: string,
): Promise<WatchScope | null> {
  const [row] = await orm
    .select({ scope: moderatorWatches.scope })
    .from(moderatorWatches)
    .where(ofCommunity(subreddit, redditorId));
  return row?.scope ?? null;
}

function ofCommunity(subreddit: string, redditorId: string) {
  return and(
    eq(moderatorWatches.subredditKey, nameKey(subreddit)),
    eq(moderatorWatches.redditorId, redditorId),
    isNull(moderatorWatches.appealId),
  );
}

type NewWatch = typeof moderatorWatches.$inferInsert;

/** @param scope of the community; `null` ends it, and leaves single appeals as they are */
export async function storeCommunityWatch(
  orm: Orm,
  subreddit: string,
  { redditorId, username, since }: Pick<NewWatch, "redditorId" | "username" | "since">,
  scope: WatchScope | null,
): Promise<void> {
  await orm.delete(moderatorWatches).where(ofCommunity(subreddit, redditorId));
  if (scope === null) return;
  const subredditKey = nameKey(subreddit);
  await orm
    .insert(moderatorWatches)
    .values({ subredditKey, redditorId, username, since, scope })
    .onConflictDoNothing();
}

export async function storeAppealWatch(orm: Orm, watch: Omit<NewWatch, "scope">): Promise<void> {
  await orm
    .insert(moderatorWatches)
    .values({ ...watch, scope: "appeal" })
    .onConflictDoNothing();
}

export async function deleteAppealWatch(
  orm: Orm,
  appealId: string,
  redditorId: string,
): Promise<void> {
  const { appealId: appeal, redditorId: redditor } = moderatorWatches;
  await orm.delete(moderatorWatches).where(and(eq(appeal, appealId), eq(redditor, redditorId)));
}

export interface AppealWatcher {
  readonly appealId: string;
  readonly username: string;
}

/** Who is to be told of what happens to these appeals, as far as they still moderate their community. */
export async function watchersOf(
  { pool }: Pick<Database, "pool">,
  appealIds: readonly string[],
): Promise<readonly AppealWatcher[]> {
  if (appealIds.length === 0) return [];
  const { rows } = await pool.query<AppealWatcher>(
    `select distinct a.id as "appealId", w.username
    from appeals a
    join moderator_watches w on w.subreddit_key = a.subreddit_key
      and (w.appeal_id = a.id or w.appeal_id is null)
    join community_moderators m on m.subreddit_key = a.subreddit_key
      and m.redditor_id = w.redditor_id and (m.permissions @> '{mail}' or 'all' = any(m.permissions))
    where a.id = any($1::uuid[]) and (w.scope <> 'mine'
      or exists (select from appeal_claims c
        where c.appeal_id = a.id and c.redditor_id = w.redditor_id)
      or exists (select from moderator_decisions d
        where d.appeal_id = a.id and d.decided_by_id = w.redditor_id)
      or exists (select from redditor_questions q
        where q.appeal_id = a.id and q.asked_by_id = w.redditor_id))
    order by w.username`,
    [[...appealIds]],
  );
  return rows;
}

/** Makes the public half of one of the bot's keys known. */
export async function publishKey({ orm }: Writer, name: string, publicKey: string): Promise<void> {
  await orm
    .insert(publishedKeys)
    .values({ name, publicKey })
    .onConflictDoUpdate({ target: publishedKeys.name, set: { publicKey } });
}

/** `null` where no bot has ever been started. */
export async function findPublishedKey({ orm }: Writer, name: string): Promise<string | null> {
  const [row] = await orm
    .select({ publicKey: publishedKeys.publicKey })
    .from(publishedKeys)
    .where(eq(publishedKeys.name, name));
  return row?.publicKey ?? null;
}
