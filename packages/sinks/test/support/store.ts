import { type Database, storeEvents } from "@appealmod/db";
import { anEvent } from "./an-event.ts";

/** Stores events of these names. */
export async function store(database: Database, ...names: readonly string[]): Promise<void> {
  await storeEvents(
    database.orm,
    names.map((event) => anEvent({ event })),
  );
}
