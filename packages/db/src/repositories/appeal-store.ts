import type { AppealStore } from "@appealmod/core";
import type { Database } from "../open-database.ts";
import { type EventHandling, transactionWithEvents } from "../transaction-with-events.ts";
import { appealRecords } from "./appeals.ts";
import { appellantRecords } from "./appellant-records.ts";
import { claimRecords } from "./claims.ts";
import { conversationRecords } from "./conversations.ts";
import { dueAppealRecords } from "./due-appeals.ts";
import { decisionRecords } from "./moderator-decisions.ts";
import { questionRecords } from "./redditor-questions.ts";

/** The system of record on Postgres. Each change is written with the event that tells of it. */
export function createAppealStore(database: Database, events?: EventHandling): AppealStore {
  const transact = transactionWithEvents(database, events);
  return {
    ...appellantRecords(database, transact),
    ...appealRecords(database, transact),
    ...claimRecords(database, transact),
    ...decisionRecords(transact),
    ...questionRecords(transact),
    ...conversationRecords(database, transact),
    ...dueAppealRecords(database),
  };
}
