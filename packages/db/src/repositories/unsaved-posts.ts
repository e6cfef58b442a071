import type { UnsavedPost } from "@appealmod/core";
import { and, eq, gt, lt } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { unsavedPosts } from "../schema/index.ts";

/** How long words that could not be saved are kept for whoever wrote them. */
const keptMs = 24 * 60 * 60_000;

interface Place {
  /** Reddit's account id, `t2_…`. */
  readonly redditorId: string;
  /** The path of the page. */
  readonly page: string;
}

/** Keeps what could not be saved, in the place of what was kept of the same page. */
export async function keepUnsavedPost(
  { orm }: Database,
  { redditorId, page }: Place,
  content: UnsavedPost,
  at: Date,
): Promise<void> {
  await orm.delete(unsavedPosts).where(lt(unsavedPosts.at, new Date(at.getTime() - keptMs)));
  await orm
    .insert(unsavedPosts)
    .values({ redditorId, page, content, at })
    .onConflictDoUpdate({
      target: [unsavedPosts.redditorId, unsavedPosts.page],
      set: { content, at },
    });
}

export async function findUnsavedPost(
  { orm }: Database,
  { redditorId, page }: Place,
  now: Date,
): Promise<UnsavedPost | null> {
  const [row] = await orm
    .select({ content: unsavedPosts.content })
    .from(unsavedPosts)
    .where(
      and(
        eq(unsavedPosts.redditorId, redditorId),
        eq(unsavedPosts.page, page),
        gt(unsavedPosts.at, new Date(now.getTime() - keptMs)),
      ),
    );
  return row?.content ?? null;
}

export async function dropUnsavedPost(
  { orm }: Database,
  { redditorId, page }: Place,
): Promise<void> {
  await orm
    .delete(unsavedPosts)
    .where(and(eq(unsavedPosts.redditorId, redditorId), eq(unsavedPosts.page, page)));
}
