import type { AppealStore, BotEvent } from "@appealmod/core";
import type { Database } from "../open-database.ts";
import { transactionWithEvents } from "../transaction-with-events.ts";
import { appealRecords } from "./appeals.ts";
import { appellantRecords } from "./appellant-records.ts";
import { claimRecords } from "./claims.ts";
import { conversationRecords } from "./conversations.ts";
import { dueAppealRecords } from "./due-appeals.ts";

/**
 * The system of record on Postgres.
 *
 * @param onStored is given each event that was written with a change, once it is committed
 */
export function createAppealStore(
  database: Database,
  onStored?: (event: BotEvent) => void,
): AppealStore {
  const transact = transactionWithEvents(database, onStored);
  return {
    ...appellantRecords(database, transact),
    ...appealRecords(database, transact),
    ...claimRecords(database, transact),
    ...conversationRecords(database, transact),
    ...dueAppealRecords(database),
  };
}
