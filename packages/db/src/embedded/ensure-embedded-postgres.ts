import { chmod, mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { EmbeddedPostgresError, explainFailure } from "./embedded-postgres-error.ts";
import { freePort } from "./free-port.ts";
import { withInstallationLock } from "./installation-lock.ts";
import {
  checkOwner,
  clusterExists,
  clusterUser,
  dataFolder,
  initCluster,
  type PostgresCluster,
  runningServer,
  startServer,
  stopServer,
} from "./postgres-cluster.ts";
import { ensurePostgresPrograms } from "./postgres-programs.ts";
import { ensureServerAccount } from "./server-account.ts";
import { ensureDatabase, serverAnswers } from "./server-connection.ts";
import { ensureServerRecord, type ServerRecord, writeRecord } from "./server-record.ts";
import { addUser, countLivingUsers, removeUser } from "./server-users.ts";

export interface EmbeddedPostgresOptions {
  /** The installation's data folder (setting `data_dir`); the server lives in `postgres` below. */
  readonly dataDir: string;
  /** Nothing needs to survive a power cut: fsync off, for tests only. Default false. */
  readonly ephemeral?: boolean;
  /** Told, in one line each, what the operator may wonder about later. Default: stderr. */
  readonly notice?: (line: string) => void;
  /** The system account to run as when this process is root. Default `postgres`. */
  readonly rootAccount?: string;
}

export interface EmbeddedPostgres {
  /** Connection string of the bot's database; it contains the password. */
  readonly url: string;
  /** True when this call started the server, false when it found it running. */
  readonly started: boolean;
  /** The server's process. */
  readonly pid: number;
  /** Where the cluster lies on disk. */
  readonly dataFolder: string;
  /**
   * Says that this caller is done. The last living user stops the server. Close your
   * connections first. Calling it again does nothing.
   */
  release(): Promise<void>;
}

/**
 * A Postgres server for installations that set no `database_url`. All processes of an
 * installation share one; the first starts it, as a daemon that outlives its starter; the last
 * that releases it stops it. Data stay.
 *
 * A process that is killed simply does not count any more: the next release or start notices.
 *
 * @throws EmbeddedPostgresError whose message says what to do.
 */
export async function ensureEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const notice = options.notice ?? ((line) => process.stderr.write(`${line}\n`));
  const folder = await ownFolder(options.dataDir);
  const users = join(folder, "users");
  const locks = join(folder, "locks");

  return await withInstallationLock(locks, async () => {
    const account = await ensureServerAccount(options.rootAccount);
    const programs = await ensurePostgresPrograms(account, notice);
    const record = await ensureServerRecord(folder, account, notice);
    const cluster = { home: record.home, programs, account };
    await ensureCluster(cluster, folder, record);

    const found = await usableServer(cluster, record);
    const server = found ?? (await start(cluster, folder, record, options.ephemeral ?? false));
    const url = urlOf(record, server.port, clusterUser);
    await ensureDatabase(urlOf(record, server.port, "postgres"), clusterUser);

    const user = await addUser(users);
    let released: Promise<void> | undefined;
    const release = () => {
      released ??= withInstallationLock(locks, async () => {
        await removeUser(users, user);
        if ((await countLivingUsers(users)) === 0) await stopServer(cluster);
      });
      return released;
    };
    return {
      url,
      started: found === undefined,
      pid: server.pid,
      dataFolder: dataFolder(cluster),
      release,
    };
  });
}

async function ownFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, "postgres");
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const real = await realpath(folder);
    // The account of the server has to pass through to its data, and needs to see nothing else.
    if (process.getuid?.() === 0) await chmod(real, 0o711);
    return real;
  } catch (error) {
    throw explainFailure(`The folder ${folder} for the embedded Postgres cannot be made`, error);
  }
}

async function ensureCluster(
  cluster: PostgresCluster,
  folder: string,
  record: ServerRecord,
): Promise<void> {
  if (await clusterExists(cluster)) {
    await checkOwner(cluster);
  } else if (record.initialised) {
    throw new EmbeddedPostgresError(
      `The embedded Postgres kept its data in ${dataFolder(cluster)}, and that folder is gone. Restore it, or remove ${join(folder, "server.json")} to begin with an empty database.`,
    );
  } else {
    await initCluster(cluster, record.password);
  }
  if (!record.initialised) {
    record.initialised = true;
    await writeRecord(folder, record);
  }
}

/** The running server once it answers; undefined if there is none, or it is on its way out. */
async function usableServer(
  cluster: PostgresCluster,
  record: ServerRecord,
): Promise<{ pid: number; port: number } | undefined> {
  const server = await runningServer(cluster);
  if (server === undefined) return undefined;
  const answers = await serverAnswers(
    urlOf(record, server.port, "postgres"),
    async () => (await runningServer(cluster))?.pid === server.pid,
  );
  return answers ? server : undefined;
}

async function start(
  cluster: PostgresCluster,
  folder: string,
  record: ServerRecord,
  ephemeral: boolean,
): Promise<{ pid: number; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(record.port);
    try {
      await startServer(cluster, port, ephemeral);
      if (record.port !== port) {
        record.port = port;
        await writeRecord(folder, record);
      }
      const server = await runningServer(cluster);
      if (server !== undefined) return server;
      throw new EmbeddedPostgresError(
        `The embedded Postgres ended right after its start; its log is ${join(cluster.home, "server.log")}.`,
      );
    } catch (error) {
      // Somebody else took the port between our look and the server's, or the children of a
      // server that was killed are still on their way out.
      const passing = /could not bind|already in use|shared memory block .* is still in use/;
      if (attempt === 5 || !passing.test(String(error))) throw error;
      await wait(200);
    }
  }
}

function urlOf(record: ServerRecord, port: number, database: string): string {
  return `postgres://${clusterUser}:${record.password}@127.0.0.1:${port}/${database}`;
}
