import { type Database, lastPosition, listSinks, openSink } from "@appealmod/db";
import { numberWaitingEvents } from "./number-waiting-events.ts";
import type { Sink } from "./sink.ts";

const mostTries = 50;

/** Gives sinks that are new to the installation the place where they start. */
export async function openSinks(
  database: Database,
  sinks: readonly Pick<Sink, "name" | "startsAt">[],
): Promise<void> {
  const known = new Set((await listSinks(database.orm)).map(({ name }) => name));
  const fresh = sinks.filter(({ name }) => !known.has(name));
  if (fresh.length === 0) return;
  const last = await placeOfNow(database);
  for (const { name, startsAt } of fresh)
    await openSink(database.orm, name, startsAt === "beginning" ? 0 : last);
}

/** Of what was stored before, nothing may get a later place: it would be told as if it were new. */
async function placeOfNow(database: Database): Promise<number> {
  for (let tries = 0; tries < mostTries; tries += 1)
    if (await numberWaitingEvents(database)) return lastPosition(database.orm);
  throw new Error("another process gives events their places, and does not come to an end");
}
