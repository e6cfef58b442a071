import { type Config, ensureWritableFolders, secretValues } from "@appealmod/config";
import { type Database, openDatabase, prepareDatabase } from "@appealmod/db";
import { ensureEmbeddedPostgres } from "@appealmod/db/embedded";
import { migrateJobs } from "@appealmod/jobs";

/** What the commands work with, made when it is first asked for. */
export interface Parts {
  config(): Config;
  database(): Promise<Database>;
  /** Values of the settings that nobody may be told, as far as these were read. */
  secrets(): readonly string[];
  /** Ends what was opened; the embedded Postgres stops when nobody else uses it. */
  close(): Promise<void>;
}

/** Connections that one command has use for. */
const poolSize = 4;

/**
 * The one place where the commands' adapters are constructed.
 *
 * @param notice told what the operator may wonder about, in one line each
 */
export function composeParts(loadConfig: () => Config, notice: (line: string) => void): Parts {
  const closers: (() => Promise<void>)[] = [];
  let config: Config | undefined;
  let database: Promise<Database> | undefined;
  const loaded = () => {
    config ??= loadConfig();
    return config;
  };
  const open = async () => {
    const { databaseUrl, dataDir } = loaded();
    let url = databaseUrl;
    if (url === undefined) {
      await ensureWritableFolders({ data_dir: dataDir });
      const embedded = await ensureEmbeddedPostgres({ dataDir, notice });
      closers.push(() => embedded.release());
      url = embedded.url;
    }
    const opened = openDatabase({ url, poolSize });
    closers.push(() => opened.close());
    await prepareDatabase(opened.pool, migrateJobs);
    return opened;
  };
  return {
    config: loaded,
    database() {
      database ??= open();
      return database;
    },
    secrets: () => (config ? secretValues(config) : []),
    async close() {
      for (const each of closers.splice(0).reverse()) await each();
    },
  };
}
