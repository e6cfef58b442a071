import { randomUUID } from "node:crypto";
import { copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { isAlive, ownIdentity, type ProcessIdentity, parseIdentity } from "./process-identity.ts";

/** In a lock that is a folder. */
const ownerFile = "owner";

/**
 * Runs `work` while no other process of the installation runs its own.
 *
 * A dead owner's lock must be taken over, and two processes may want to do so at once. Removing
 * a stale file and making a new one cannot be done in one step, so nothing is removed: locks are
 * numbered, and whoever makes the next number has it. The highest number only ever grows, which
 * is what a taker checks last.
 *
 * @param timeoutMs how long to wait for a living owner; then an EmbeddedPostgresError names it.
 */
export async function withInstallationLock<T>(
  folder: string,
  work: () => Promise<T>,
  timeoutMs = 120_000,
): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mark = await acquire(folder, Date.now() + timeoutMs);
  try {
    return await work();
  } finally {
    await replace(mark, "released");
  }
}

/** @returns the file that names the owner */
async function acquire(folder: string, deadline: number): Promise<string> {
  const claim = join(folder, `claim-${randomUUID()}`);
  await writeFile(claim, JSON.stringify(ownIdentity()), { mode: 0o600 });
  try {
    while (true) {
      const highest = await highestLock(folder);
      const owner = highest === 0 ? "released" : await ownerOf(lockPath(folder, highest));
      if (owner === "released" || !isAlive(owner)) {
        const mark = await take(folder, claim, highest + 1);
        if (mark !== null) return mark;
      } else if (Date.now() > deadline) {
        throw new EmbeddedPostgresError(
          `Process ${owner.pid} has been starting or stopping the embedded Postgres in ${folder} for too long. If it hangs, end it and start again.`,
        );
      }
      await wait(25);
    }
  } finally {
    await rm(claim, { force: true });
  }
}

async function take(folder: string, claim: string, number: number): Promise<string | null> {
  const mark = await make(claim, lockPath(folder, number));
  if (mark === null) return null;
  if ((await highestLock(folder)) > number) {
    // Others took and released this number and later ones, and cleared them, since we looked.
    await remove(lockPath(folder, number));
    return null;
  }
  for (const older of (await lockNumbers(folder)).filter((each) => each < number)) {
    await remove(lockPath(folder, older));
  }
  return mark;
}

/**
 * Makes a lock, its owner's name in it from the first moment on; only one process can. It is a
 * hard link, or, where the file system has none (exFAT, network folders), a folder: one that holds
 * something cannot be replaced by another.
 */
async function make(claim: string, path: string): Promise<string | null> {
  try {
    await link(claim, path);
    return path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return null;
    return await makeFolder(claim, path);
  }
}

async function makeFolder(claim: string, path: string): Promise<string | null> {
  const folder = `${claim}-folder`;
  try {
    await mkdir(folder, { mode: 0o700 });
    await copyFile(claim, join(folder, ownerFile));
    await rename(folder, path);
    return join(path, ownerFile);
  } catch (error) {
    const isTaken = ["EEXIST", "ENOTEMPTY", "ENOTDIR"];
    if (isTaken.includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  } finally {
    await remove(folder);
  }
}

async function remove(lock: string): Promise<void> {
  await rm(lock, { force: true, recursive: true });
}

async function ownerOf(path: string): Promise<ProcessIdentity | "released"> {
  try {
    const text = await readMark(path);
    // A file that says nothing of a process is owned by none.
    return parseIdentity(text) ?? "released";
  } catch (error) {
    // Cleared by the owner of a later lock: the next look finds that one.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return ownIdentity();
    throw error;
  }
}

async function readMark(lock: string): Promise<string> {
  try {
    return await readFile(lock, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EISDIR") throw error;
    return await readFile(join(lock, ownerFile), "utf8");
  }
}

async function replace(path: string, text: string): Promise<void> {
  const fresh = `${path}.${randomUUID()}`;
  await writeFile(fresh, text, { mode: 0o600 });
  await rename(fresh, path);
}

async function highestLock(folder: string): Promise<number> {
  return Math.max(0, ...(await lockNumbers(folder)));
}

async function lockNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => {
    const match = /^lock-(\d+)$/.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
}

function lockPath(folder: string, number: number): string {
  return join(folder, `lock-${number}`);
}
