import { type Database, lastPosition, listSinks, openSink } from "@appealmod/db";
import { numberWaitingEvents } from "./number-waiting-events.ts";
import type { Sink } from "./sink.ts";

/** Gives sinks that are new to the installation the place where they start. */
export async function openSinks(
  database: Database,
  sinks: readonly Pick<Sink, "name" | "startsAt">[],
): Promise<void> {
  const known = new Set((await listSinks(database.orm)).map(({ name }) => name));
  const fresh = sinks.filter(({ name }) => !known.has(name));
  if (fresh.length === 0) return;
  await numberWaitingEvents(database);
  const last = await lastPosition(database.orm);
  for (const { name, startsAt } of fresh)
    await openSink(database.orm, name, startsAt === "beginning" ? 0 : last);
}
