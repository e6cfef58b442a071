import { chmod, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** As root, another account, that of the embedded Postgres, has to pass through to its own data. */
const passing = process.getuid?.() === 0 ? 0o011 : 0;

/** What a folder for data may be made or left with. */
export const folderMode = 0o700 | passing;

/** What lies in the folder for data and is ours. An operator's own files are left as they are. */
const ownNames = ["link-secret", "logs", "postgres", "spool"];

/**
 * Takes from everybody else what they may do with a folder for data and with what we keep in it:
 * an earlier version, another umask or a restored backup may have left it open. What belongs to
 * another account stays as it is.
 */
export async function closeDataToOthers(folder: string): Promise<void> {
  await takeAway(folder, passing);
  for (const name of ownNames) {
    const path = join(folder, name);
    await closeTree(path, name === "postgres" ? passing : 0);
  }
}

/** The same for a folder of log files, unless other files lie in it: then it is not ours alone. */
export async function closeLogsToOthers(folder: string): Promise<void> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  if (names.every((name) => name.endsWith(".log"))) await takeAway(folder, 0);
}

async function closeTree(path: string, mayPass: number): Promise<void> {
  const kind = await takeAway(path, mayPass);
  if (kind !== "folder") return;
  const names: readonly string[] = await readdir(path).catch(() => []);
  // Postgres keeps its own files, thousands of them, and refuses to start where others may enter.
  if (names.includes("PG_VERSION")) return;
  for (const name of names) await closeTree(join(path, name), 0);
}

/** What is not there, or no longer, and what cannot be changed is left to whoever needs it. */
async function takeAway(path: string, mayPass: number): Promise<"folder" | "other"> {
  try {
    const found = await lstat(path);
    if (found.isSymbolicLink()) return "other";
    const isShared = (found.mode & 0o1000) !== 0;
    const isOurs = found.uid === process.getuid?.();
    if (isOurs && !isShared && (found.mode & 0o077 & ~mayPass) !== 0)
      await chmod(path, found.mode & (0o700 | mayPass));
    return found.isDirectory() ? "folder" : "other";
  } catch {
    return "other";
  }
}
