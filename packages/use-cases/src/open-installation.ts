import { type Config, ensureWritableFolders } from "@appealmod/config";
import { openDatabase, prepareDatabase } from "@appealmod/db";
import { ensureEmbeddedPostgres } from "@appealmod/db/embedded";
import { migrateJobs } from "@appealmod/jobs";
import type { Installation } from "./installation.ts";

export interface InstallationOptions {
  readonly config: Pick<Config, "databaseUrl" | "dataDir">;
  /** Most connections at once; default 10. */
  readonly poolSize?: number;
  /** Connections that the program cannot do without; default 2. */
  readonly connections?: number;
  /** Told by the embedded server, in one line each, what the operator may wonder about. Default: stderr. */
  readonly notice?: (line: string) => void;
  /** Told of connections that broke while nobody used them. */
  readonly onError?: (error: Error) => void;
}

export interface OpenInstallation extends Installation {
  /** The database's address, for a pool of somebody's own. */
  readonly databaseUrl: string;
  /** Ends all connections; the embedded Postgres stops when nobody else uses it. */
  close(): Promise<void>;
}

/**
 * Opens the database and the job queue, their tables brought up to date. Without `database_url`
 * the embedded server is started, or joined where it runs. Nothing stays open after a failure.
 *
 * @throws ConfigError, DatabaseSetupError, DatabaseUnreachableError, EmbeddedPostgresError, each with its cure
 */
export async function openInstallation(options: InstallationOptions): Promise<OpenInstallation> {
  const { config, poolSize, connections, notice, onError } = options;
  const closers: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= closeAll(closers);
    return closing;
  };
  try {
    let url = config.databaseUrl;
    if (url === undefined) {
      await ensureWritableFolders({ data_dir: config.dataDir });
      const server = await ensureEmbeddedPostgres({
        dataDir: config.dataDir,
        ...(notice && { notice }),
      });
      closers.push(() => server.release());
      url = server.url;
    }
    const database = openDatabase({
      url,
      ...(poolSize !== undefined && { poolSize }),
      ...(onError && { onError }),
    });
    closers.push(() => database.close());
    await prepareDatabase(database.pool, migrateJobs, connections);
    return { database, databaseUrl: url, close };
  } catch (error) {
    // Why it failed is worth more than what the tidying up may add.
    await close().catch(() => {});
    throw error;
  }
}

/** The last opened first, and each of them even where another one fails. */
async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.toReversed())
    await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
