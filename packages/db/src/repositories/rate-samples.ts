import { asc, gte, lt, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { rateSamples } from "../schema/index.ts";

/** Reddit grants requests for ten minutes at a time. */
export const rateSpanMs = 10 * 60_000;

/** How few requests Reddit had left for an account within a span of ten minutes. */
export type RateSample = typeof rateSamples.$inferSelect;

/** Notes what is left of an account's requests; the least of each span stays. */
export async function storeRate(
  orm: Orm,
  accountKey: string,
  { remaining, at }: { readonly remaining: number; readonly at: Date },
): Promise<void> {
  const begin = new Date(Math.floor(at.getTime() / rateSpanMs) * rateSpanMs);
  await orm
    .insert(rateSamples)
    .values({ accountKey, at: begin, leastRemaining: remaining })
    .onConflictDoUpdate({
      target: [rateSamples.accountKey, rateSamples.at],
      set: { leastRemaining: sql`least(${rateSamples.leastRemaining}, excluded.least_remaining)` },
    });
}

/** By account and time. */
export async function leastRates(orm: Orm, since: Date): Promise<readonly RateSample[]> {
  return orm
    .select()
    .from(rateSamples)
    .where(gte(rateSamples.at, since))
    .orderBy(asc(rateSamples.accountKey), asc(rateSamples.at));
}

export async function deleteRates(orm: Orm, before: Date): Promise<void> {
  await orm.delete(rateSamples).where(lt(rateSamples.at, before));
}
