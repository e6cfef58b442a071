import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
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
      await mkdir(folder, { recursive: true });
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
