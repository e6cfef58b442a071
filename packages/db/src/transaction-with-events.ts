import type { BotEvent } from "@appealmod/core";
import { inTransaction } from "./in-transaction.ts";
import type { Database, Orm } from "./open-database.ts";
import { storeEvents } from "./repositories/events.ts";

/** Writes the event that tells of a change; nothing where there is none to tell. */
export type Emit = (event: BotEvent | undefined) => Promise<void>;

/** Runs work in one transaction: the change of state and the events that tell of it, or nothing. */
export type TransactionWithEvents = <T>(work: (orm: Orm, emit: Emit) => Promise<T>) => Promise<T>;

/** What becomes of an event beside the change that it tells of. */
export interface EventHandling {
  /** Takes out what must not be stored: secrets, form links. Default: nothing. */
  readonly redact?: (event: BotEvent) => BotEvent;
  /** Is given each event once it is committed: for console and file. */
  readonly onStored?: (event: BotEvent) => void;
}

export function transactionWithEvents(
  database: Pick<Database, "pool">,
  { redact = (event) => event, onStored = () => {} }: EventHandling = {},
): TransactionWithEvents {
  return async (work) => {
    const written: BotEvent[] = [];
    const result = await inTransaction(database, (orm) =>
      work(orm, async (event) => {
        if (event === undefined) return;
        const clean = redact(event);
        await storeEvents(orm, [clean]);
        written.push(clean);
      }),
    );
    for (const event of written) onStored(event);
    return result;
  };
}
