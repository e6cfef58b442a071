import { openDatabase } from "@appealmod/db";
import { ensureEmbeddedPostgres } from "@appealmod/db/embedded";

/** How an appeal can stand in its appellant's eyes, as columns of the table of appeals. */
export interface StoredStanding {
  readonly state: "invited" | "forwarded" | "closed";
  readonly outcome: "granted" | "denied" | "none" | null;
  readonly isModeratorInvolved: boolean;
}

/** Reads and sets what an installation has stored, past all of its programs. */
export interface StoredAppeals {
  set(username: string, standing: StoredStanding): Promise<void>;
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Opens the database of a running installation; it is left running. */
export async function openStoredAppeals(dataDir: string): Promise<StoredAppeals> {
  const server = await ensureEmbeddedPostgres({ dataDir });
  const database = openDatabase({ url: server.url, poolSize: 2 });
  const query: StoredAppeals["query"] = async <Row extends object>(
    sql: string,
    values: readonly unknown[] = [],
  ) => (await database.pool.query<Row>(sql, [...values])).rows;
  return {
    async set(username, { state, outcome, isModeratorInvolved }) {
      await query(
        `update appeals set state = $2, outcome = $3, is_moderator_involved = $4,
           closed_at = case when $2 = 'closed' then now() end where username_key = lower($1)`,
        [username, state, outcome, isModeratorInvolved],
      );
    },
    query,
    async close() {
      await database.close();
      await server.release();
    },
  };
}
