import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { closeDataToOthers, closeLogsToOthers, folderMode } from "./close-to-others.ts";
import { ConfigError } from "./config-error.ts";

/**
 * Makes the folders that a program writes to, before it does anything else, and closes them to
 * other accounts.
 *
 * @param folders where each setting points; one that this program has no use for is left out
 * @throws ConfigError naming the setting of each folder that this account may not write
 */
export async function ensureWritableFolders(
  folders: Readonly<Partial<Record<"data_dir" | "log_dir", string>>>,
): Promise<void> {
  const problems: string[] = [];
  for (const [setting, folder] of Object.entries(folders)) {
    try {
      await makeFolder(folder);
      await access(folder, constants.W_OK | constants.X_OK);
      await (setting === "data_dir" ? closeDataToOthers(folder) : closeLogsToOthers(folder));
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? String(error);
      problems.push(`${setting}: ${folder} cannot be written (${why})`);
    }
  }
  if (problems.length > 0)
    throw new ConfigError(
      "There is no place for the data:",
      problems,
      "Name folders that the account which runs this may write, or let it own these.",
    );
}

/**
 * Makes a folder and those above it, step by step: Node's own way to do so never comes to an end
 * where the folder above exists and takes none, as in /proc.
 */
export async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  try {
    await mkdir(folder, { mode: folderMode });
  } catch (error) {
    // Another process may have made it in the same moment.
    if (!(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
