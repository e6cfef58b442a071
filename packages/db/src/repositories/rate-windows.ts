import { createHash } from "node:crypto";
import { lt, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { rateWindows } from "../schema/index.ts";
import { builtOnce } from "./built-once.ts";

/**
 * Counts one more of something in the window that a moment lies in. Windows are fixed: each
 * begins at a multiple of its length.
 *
 * @param counted.key what is counted, such as `sign-up 192.0.2.1`; only its hash is stored
 * @returns how many there were in this window, this one included
 */
export async function countInWindow(
  { orm }: Database,
  counted: {
    readonly key: string;
    readonly windowMs: number;
    readonly at: Date;
    /** Default 1. */
    readonly times?: number;
  },
): Promise<number> {
  const { key, windowMs, at, times = 1 } = counted;
  const [row] = await countMore(orm).execute({
    keyHash: createHash("sha256").update(key).digest("hex"),
    windowStart: new Date(Math.floor(at.getTime() / windowMs) * windowMs),
    times,
  });
  return row?.count ?? times;
}

const countMore = builtOnce((orm) =>
  orm
    .insert(rateWindows)
    .values({
      keyHash: sql.placeholder("keyHash"),
      windowStart: sql.placeholder("windowStart"),
      count: sql.placeholder("times"),
    })
    .onConflictDoUpdate({
      target: [rateWindows.keyHash, rateWindows.windowStart],
      set: { count: sql`${rateWindows.count} + excluded.count` },
    })
    .returning({ count: rateWindows.count })
    .prepare(""),
);

/** Removes the windows that began before a moment. */
export async function forgetWindows({ orm }: Database, before: Date): Promise<void> {
  await orm.delete(rateWindows).where(lt(rateWindows.windowStart, before));
}
