import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The secret that form links are made with: the setting `link_secret`, else one that is
 * made once and kept in the data folder, readable by its owner alone. Links made with a
 * lost secret stay valid, for the database knows their hashes.
 */
export async function ensureLinkSecret(
  setting: string | undefined,
  dataDir: string,
): Promise<string> {
  if (setting !== undefined) return setting;
  const path = join(dataDir, "link-secret");
  await mkdir(dataDir, { recursive: true });
  const made = `${path}.${process.pid}`;
  await writeFile(made, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    // A hard link is made by one process only, however many start at once.
    await link(made, path);
    await chmod(path, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(made, { force: true });
  }
  return (await readFile(path, "utf8")).trim();
}
