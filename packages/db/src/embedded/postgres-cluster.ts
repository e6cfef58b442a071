import { randomUUID } from "node:crypto";
import {
  access,
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import {
  EmbeddedPostgresError,
  explainFailure,
  keepsNoPermissions,
} from "./embedded-postgres-error.ts";
import type { PostgresPrograms } from "./postgres-programs.ts";
import { commandOf } from "./process-identity.ts";
import { giveTo, runAs, type ServerAccount } from "./server-account.ts";

/** The superuser of the cluster, and the name of the bot's database in it. */
export const clusterUser = "appealmod";

const logKeptBytes = 5_000_000;

/** One cluster on disk, and the programs and account to run it with. */
export interface PostgresCluster {
  /** Holds `data` and `server.log`. */
  readonly home: string;
  readonly programs: PostgresPrograms;
  readonly account: ServerAccount;
}

export function dataFolder(cluster: Pick<PostgresCluster, "home">): string {
  return join(cluster.home, "data");
}

export async function clusterExists(cluster: PostgresCluster): Promise<boolean> {
  return await access(dataFolder(cluster)).then(
    () => true,
    () => false,
  );
}

/**
 * Makes an empty cluster. It is built aside and then renamed, so that a crash half-way leaves no
 * cluster rather than a broken one.
 */
export async function initCluster(cluster: PostgresCluster, password: string): Promise<void> {
  const { home, programs, account } = cluster;
  for (const name of await readdir(home)) {
    if (name.startsWith("new-")) await rm(join(home, name), { recursive: true, force: true });
  }
  const fresh = join(home, `new-${randomUUID()}`);
  const passwordFile = join(home, `new-password-${randomUUID()}`);
  try {
    await mkdir(fresh, { mode: 0o700 });
    if (!(await keepsPermissions(fresh)))
      throw new EmbeddedPostgresError(
        `The embedded Postgres cannot keep its data in ${home}. ${keepsNoPermissions}`,
      );
    await giveTo(account, fresh);
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    await giveTo(account, passwordFile);
    await runAs(account, programs.initdb, [
      `--pgdata=${fresh}`,
      `--username=${clusterUser}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // Postgres's own rules for text: the same on every machine, whatever locales it has.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
    ]);
    await rename(fresh, dataFolder(cluster));
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw explainFailure(`The embedded Postgres could not make its database in ${home}`, error);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function keepsPermissions(folder: string): Promise<boolean> {
  await chmod(folder, 0o700);
  return ((await stat(folder)).mode & 0o777) === 0o700;
}

/** The running server of a cluster, or undefined. May still be starting or be stopping. */
export async function runningServer(
  cluster: Pick<PostgresCluster, "home">,
): Promise<{ pid: number; port: number } | undefined> {
  const data = dataFolder(cluster);
  const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    },
  );
  // The lines are told in Postgres's src/include/utils/pidfile.h.
  const [pidLine, folderLine, , portLine] = text.split("\n");
  const pid = Number(pidLine);
  const port = Number(portLine);
  if (!(pid > 0 && port > 0)) return undefined;
  // A copy of a live installation has the original's file; a restarted container may have given
  // the number to some other program.
  if (folderLine !== data) return undefined;
  return commandOf(pid)?.includes("postgres") === true ? { pid, port } : undefined;
}

/**
 * Starts the server as a daemon in a session of its own (which is what pg_ctl does), so that it
 * neither ends with this process nor hears its terminal's Ctrl-C.
 *
 * @param ephemeral nothing needs to survive a power cut: much faster, for tests only.
 */
export async function startServer(
  cluster: PostgresCluster,
  port: number,
  ephemeral: boolean,
): Promise<void> {
  const { programs, account } = cluster;
  const log = join(cluster.home, "server.log");
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
    "log_timezone=UTC",
    ...(ephemeral ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : []),
  ];
  try {
    await removeForeignPidFile(cluster);
    await prepareLog(log, account);
    // A restored backup may be open to others, and Postgres does not start then.
    await chmod(dataFolder(cluster), 0o700);
    await runAs(account, programs.pgCtl, [
      "start",
      `--pgdata=${dataFolder(cluster)}`,
      `--log=${log}`,
      `--options=-p ${port} ${settings.map((setting) => `-c ${setting}`).join(" ")}`,
      "--wait",
      "--timeout=60",
    ]);
  } catch (error) {
    const said = await lastLines(log);
    throw explainFailure(
      `The embedded Postgres did not start`,
      new Error(`${(error as Error).message}\nIts log ${log} ends with:\n${said}`),
    );
  }
}

/** Ends sessions, writes everything out, and returns when the server is gone. */
export async function stopServer(cluster: PostgresCluster): Promise<void> {
  if ((await runningServer(cluster)) === undefined) return;
  try {
    await runAs(cluster.account, cluster.programs.pgCtl, [
      "stop",
      `--pgdata=${dataFolder(cluster)}`,
      "--mode=fast",
      "--wait",
      "--timeout=60",
    ]);
  } catch (error) {
    // It may have been going down already when we asked.
    if ((await runningServer(cluster)) === undefined) return;
    throw explainFailure("The embedded Postgres did not stop", error);
  }
}

async function removeForeignPidFile(cluster: PostgresCluster): Promise<void> {
  if ((await runningServer(cluster)) !== undefined) return;
  await rm(join(dataFolder(cluster), "postmaster.pid"), { force: true });
}

async function prepareLog(log: string, account: ServerAccount): Promise<void> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logKeptBytes) await rename(log, `${log}.old`);
  await writeFile(log, "", { flag: "a", mode: 0o600 });
  await chmod(log, 0o600);
  await giveTo(account, log);
}

async function lastLines(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.trimEnd().split("\n").slice(-5).join("\n");
}

/** Says who owns the cluster when this process cannot use it. @throws EmbeddedPostgresError */
export async function checkOwner(cluster: PostgresCluster): Promise<void> {
  const uid = cluster.account.ids?.uid ?? process.getuid?.();
  const owner = (await stat(dataFolder(cluster))).uid;
  if (uid === undefined || owner === uid) return;
  throw new EmbeddedPostgresError(
    `The embedded Postgres's data in ${dataFolder(cluster)} belong to user ${owner}, and the server would run as user ${uid}. Start as the user that started it first (root, if it was root), give the folder to user ${uid} (chown -R), or set data_dir to another folder.`,
  );
}
