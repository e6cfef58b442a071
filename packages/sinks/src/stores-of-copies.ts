import type { PersonalKeys, RowCounts } from "@appealmod/db";
import { maskInFiles } from "./mask-in-files.ts";
import { deleteDocuments } from "./mongo/delete-documents.ts";

/** Deletes what one store outside of Postgres keeps about people, and counts it. */
export type DeletesCopies = (keys: PersonalKeys) => Promise<RowCounts>;

/**
 * Every store that keeps copies of what stands in Postgres: MongoDB, where there is one, and this
 * machine's log files.
 */
export function storesOfCopies({
  dbConnectionString,
  logDir,
}: {
  readonly dbConnectionString: string | undefined;
  readonly logDir: string;
}): readonly DeletesCopies[] {
  return [
    ...(dbConnectionString === undefined
      ? []
      : [(keys: PersonalKeys) => deleteDocuments(dbConnectionString, keys)]),
    async ({ usernames, redditorIds, conversationIds }) => ({
      "log files": await maskInFiles(logDir, [...usernames, ...redditorIds, ...conversationIds]),
    }),
  ];
}
