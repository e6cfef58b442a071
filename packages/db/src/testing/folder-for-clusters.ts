import { access, constants, realpath, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";

const memory = "/dev/shm";
/** A run's databases together may grow to this; a container has 64 MB by default. */
const neededBytes = 2 ** 31;

/**
 * Where the clusters of tests are made: in memory where there is room, else in the system's folder
 * for temporary files. A database is 300 files, and on a disk the kernel takes ten times the CPU
 * to write them.
 */
export async function folderForClusters(): Promise<string> {
  try {
    await access(memory, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(memory);
    if (bavail * bsize >= neededBytes) return memory;
  } catch {
    // There is no such folder here.
  }
  return await realpath(tmpdir());
}
