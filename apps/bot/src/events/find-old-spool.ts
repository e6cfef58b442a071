import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { BotEvent } from "@appealmod/core";

/**
 * The version before kept events in files until MongoDB had taken them. What is left of them is in
 * no table: operators are to know.
 *
 * @returns the alert; `null` where nothing is left
 */
export async function findOldSpool(dataDir: string, at: Date): Promise<BotEvent | null> {
  const folder = join(dataDir, "spool");
  const entries: readonly { isFile(): boolean }[] = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  if (!entries.some((entry) => entry.isFile())) return null;
  return {
    event: "old-spool-found",
    level: "warn",
    audience: "alert",
    message: `${folder} holds log events and documents that the version before has not shipped to MongoDB. This version does not read them. Start the version before once more with MongoDB reachable until the folder is empty, or remove it; appeals, forms and decisions are in the database either way.`,
    at,
  };
}
