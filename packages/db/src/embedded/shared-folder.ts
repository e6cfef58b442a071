import { chmod, mkdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/**
 * Where the server's files go when the installation lies under a folder that its account cannot
 * enter; best first.
 */
export const sharedFolders: readonly string[] = [
  "/var/lib/appealmod",
  join(tmpdir(), "appealmod-shared"),
];

/** Makes a folder that every account may enter and only ours may change. */
export async function ensureSharedFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o755 });
  if (made !== undefined) await chmod(folder, 0o755);
  const { uid } = await stat(folder);
  if (uid !== process.getuid?.()) {
    throw new EmbeddedPostgresError(`${folder} belongs to another user.`);
  }
}
