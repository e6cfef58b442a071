import type { Database } from "@appealmod/db";

/** What commands and queries work on: the database, in which the job queue lies as well. */
export interface Installation {
  readonly database: Database;
}
