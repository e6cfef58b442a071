import type { BotEvent } from "@appealmod/core";
import { inTransaction } from "./in-transaction.ts";
import type { Database, Orm } from "./open-database.ts";
import { storeEvents } from "./repositories/events.ts";

/** Writes the event that tells of a change; nothing where there is none to tell. */
export type Emit = (event: BotEvent | undefined) => Promise<void>;

/** Runs work in one transaction: the change of state and the events that tell of it, or nothing. */
export type TransactionWithEvents = <T>(work: (orm: Orm, emit: Emit) => Promise<T>) => Promise<T>;

/** @param onStored is given each event once it is committed: for console and file */
export function transactionWithEvents(
  database: Pick<Database, "pool">,
  onStored: (event: BotEvent) => void = () => {},
): TransactionWithEvents {
  return async (work) => {
    const written: BotEvent[] = [];
    const result = await inTransaction(database, (orm) =>
      work(orm, async (event) => {
        if (event === undefined) return;
        await storeEvents(orm, [event]);
        written.push(event);
      }),
    );
    for (const event of written) onStored(event);
    return result;
  };
}
