import { execFile } from "node:child_process";
import { chown } from "node:fs/promises";
import { promisify } from "node:util";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

const execute = promisify(execFile);

/**
 * The system account that the server runs as: ours, unless we are root, as which Postgres
 * refuses to run.
 */
export interface ServerAccount {
  readonly name: string;
  /** Undefined: the account that this process has anyway. */
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * @param name account to use, and to make if missing, when this process is root.
 * @throws EmbeddedPostgresError when it is missing and cannot be made.
 */
export async function ensureServerAccount(name = "postgres"): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return { name: "this user", ids: undefined };
  const known = await idsOf(name);
  if (known !== undefined) return { name, ids: known };
  try {
    await execute("groupadd", ["--system", "--force", name]);
    await execute("useradd", [
      ...["--system", "--gid", name, "--no-create-home"],
      ...["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name],
    ]);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `Postgres does not run as root, and the system account ${name} could not be made: ${(error as Error).message.trim()}\nMake it (useradd --system ${name}), start as another user than root, or set database_url to a Postgres server of your own.`,
      { cause: error },
    );
  }
  const made = await idsOf(name);
  if (made === undefined) {
    throw new EmbeddedPostgresError(`useradd made the account ${name}, yet id does not know it.`);
  }
  return { name, ids: made };
}

const environment: Readonly<Record<string, string | undefined>> = {
  PATH: "/usr/local/bin:/usr/bin:/bin",
  LC_ALL: "C",
};

/** Runs a program as the server's account, with nothing of our environment. */
export async function runAs(
  account: ServerAccount,
  program: string,
  args: readonly string[],
): Promise<{ stdout: string; stderr: string }> {
  try {
    return await execute(program, args, {
      ...account.ids,
      // The folder that we stand in may be closed to that account.
      cwd: "/",
      // Next.js, where it is part of the program, wants NODE_ENV in the type; a server does not.
      env: environment as NodeJS.ProcessEnv,
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    const said = `${stdout}\n${stderr}`.trim();
    throw said === "" ? error : new Error(said, { cause: error });
  }
}

/** Whether the account can enter a folder, all folders above it included. */
export async function canEnter(account: ServerAccount, folder: string): Promise<boolean> {
  if (account.ids === undefined) return true;
  return await runAs(account, "/bin/sh", ["-c", 'cd "$1"', "sh", folder]).then(
    () => true,
    () => false,
  );
}

export async function giveTo(account: ServerAccount, path: string): Promise<void> {
  if (account.ids !== undefined) await chown(path, account.ids.uid, account.ids.gid);
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([
      execute("id", ["-u", name]),
      execute("id", ["-g", name]),
    ]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
