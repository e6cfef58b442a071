import { asc, eq, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { sinks } from "../schema/index.ts";

/** How far a reader of events is, and how it fares. */
export type SinkRecord = typeof sinks.$inferSelect;

/** Makes a sink known; one that is known already stays where it is. */
export async function openSink(orm: Orm, name: string, position: number): Promise<void> {
  await orm.insert(sinks).values({ name, position }).onConflictDoNothing();
}

/**
 * Holds a sink until the transaction ends, so that one process delivers for it at a time.
 *
 * @returns `null` where another process holds it
 */
export async function lockSink(orm: Orm, name: string): Promise<SinkRecord | null> {
  const [row] = await orm
    .select()
    .from(sinks)
    .where(eq(sinks.name, name))
    .for("no key update", { skipLocked: true });
  return row ?? null;
}

/** Waits until nobody delivers for a sink, and keeps everybody from it until the transaction ends. */
export async function awaitSink(orm: Orm, name: string): Promise<void> {
  await orm.select().from(sinks).where(eq(sinks.name, name)).for("no key update");
}

export async function saveSink(orm: Orm, { name, ...progress }: SinkRecord): Promise<void> {
  await orm.update(sinks).set(progress).where(eq(sinks.name, name));
}

/** The sinks that may have something to deliver. */
export async function dueSinks(orm: Orm, now: Date): Promise<readonly string[]> {
  const rows = await orm
    .select({ name: sinks.name })
    .from(sinks)
    .where(
      sql`coalesce(${sinks.notBefore} <= ${now}, true)
        and (${sinks.wakeAt} <= ${now} or ${sinks.position} < (select max(position) from events))`,
    );
  return rows.map(({ name }) => name);
}

export async function listSinks(orm: Orm): Promise<readonly SinkRecord[]> {
  return orm.select().from(sinks).orderBy(asc(sinks.name));
}
