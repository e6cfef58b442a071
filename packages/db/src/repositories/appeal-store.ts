import type { AppealStore } from "@appealmod/core";
import type { Database } from "../open-database.ts";
import { appealRecords } from "./appeals.ts";
import { appellantRecords } from "./appellant-records.ts";
import { claimRecords } from "./claims.ts";
import { conversationRecords } from "./conversations.ts";
import { dueAppealRecords } from "./due-appeals.ts";

/** The system of record on Postgres. */
export function createAppealStore(database: Database): AppealStore {
  return {
    ...appellantRecords(database),
    ...appealRecords(database),
    ...claimRecords(database),
    ...conversationRecords(database),
    ...dueAppealRecords(database),
  };
}
