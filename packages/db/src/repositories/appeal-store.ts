import type { AppealStore } from "@appealmod/core";
import type { Database } from "../open-database.ts";

/** The system of record on Postgres. */
export function createAppealStore(_database: Database): AppealStore {
  throw new Error("follows");
}
