import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type Config, ConfigError } from "@appealmod/config";

/**
 * Makes the folders that the bot writes to.
 *
 * @throws ConfigError naming the setting of each folder that this account may not write
 */
export async function ensureWritableFolders(config: Config): Promise<void> {
  const problems: string[] = [];
  for (const [setting, folder] of [
    ["data_dir", config.dataDir],
    ["log_dir", config.logDir],
  ] as const) {
    try {
      await makeFolder(folder);
      await access(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? String(error);
      problems.push(`${setting}: ${folder} cannot be written (${why})`);
    }
  }
  if (problems.length > 0)
    throw new ConfigError(
      "The bot has no place for its data:",
      problems,
      "Name folders that the bot's own account may write, or let it own these.",
    );
}

/**
 * Makes a folder and those above it, step by step: Node's own way to do so never comes to an end
 * where the folder above exists and takes none, as in /proc.
 */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  try {
    await mkdir(folder);
  } catch (error) {
    // Another process may have made it in the same moment.
    if (!(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
