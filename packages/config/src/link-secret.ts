import { randomBytes, randomUUID } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ConfigError } from "./config-error.ts";
import { giveToOwner } from "./give-to-owner.ts";

/** As short as the setting may be. */
const shortest = 32;

/**
 * The secret that form links are made with: the setting `link_secret`, else one that is
 * made once and kept in the data folder, readable by its owner alone. Links made with a
 * lost secret stay valid, for the database knows their hashes.
 *
 * @param timeoutMs how long another process may take to write what it has begun
 * @throws ConfigError when the file holds none: a disk that was full may have cut it off
 */
export async function ensureLinkSecret(
  setting: string | undefined,
  dataDir: string,
  timeoutMs = 2_000,
): Promise<string> {
  if (setting !== undefined) return setting;
  const path = join(dataDir, "link-secret");
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await makeOnce(path, randomBytes(32).toString("base64url"));
  return await readSecret(path, timeoutMs);
}

/** By one process only, however many start at once. */
async function makeOnce(path: string, secret: string): Promise<void> {
  const made = `${path}.${randomUUID()}`;
  await writeFile(made, secret, { mode: 0o600 });
  await giveToOwner(made);
  try {
    // A hard link is whole from the first moment on.
    await link(made, path);
    await chmod(path, 0o600);
  } catch (error) {
    if (!isTaken(error)) await writeOnce(path, secret);
  } finally {
    await rm(made, { force: true });
  }
}

/** Where the file system has no hard links (exFAT, network folders): for a moment it is empty. */
async function writeOnce(path: string, secret: string): Promise<void> {
  try {
    await writeFile(path, secret, { flag: "wx", mode: 0o600 });
    await giveToOwner(path).catch(() => {});
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
}

async function readSecret(path: string, timeoutMs: number): Promise<string> {
  for (const until = Date.now() + timeoutMs; ; await wait(20)) {
    const secret = (await readFile(path, "utf8")).trim();
    if (secret.length >= shortest) return secret;
    if (Date.now() < until) continue;
    throw new ConfigError("The secret for form links cannot be used:", [
      `${path} is cut off; remove it, and another one is made. Links that were sent stay valid.`,
    ]);
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EEXIST";
}
