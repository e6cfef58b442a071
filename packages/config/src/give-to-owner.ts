import { chown, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Has a file that root has made belong to whom its folder belongs to: an operator's command may be root's,
 * and the bot that reads the file another account's.
 */
export async function giveToOwner(path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(path));
  await chown(path, uid, gid);
}
