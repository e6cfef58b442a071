import { chmod, mkdtemp, readdir, realpath, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ensureEmbeddedPostgres } from "../embedded/index.ts";
import { runningServer } from "../embedded/postgres-cluster.ts";
import { countLivingUsers } from "../embedded/server-users.ts";
import { folderForClusters } from "./folder-for-clusters.ts";

const prefix = "appealmod-test-postgres-";
const orphanAgeMs = 10 * 60_000;

export interface TestPostgres {
  /** Connection string of a superuser; `createTestDatabase` makes databases through it. */
  readonly url: string;
  /** Stops the server and removes everything it wrote. */
  stop(): Promise<void>;
}

/** A Postgres server of its own for one test run. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const parent = await folderForClusters();
  await removeOrphans(parent);
  const dataDir = await mkdtemp(join(parent, prefix));
  // As root the server runs under another account, which must be able to pass through.
  await chmod(dataDir, 0o711);
  const server = await ensureEmbeddedPostgres({ dataDir, ephemeral: true });
  return {
    url: server.url,
    async stop() {
      await server.release();
      await rm(dirname(server.dataFolder), { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Ends and removes servers whose test run was killed before it could do so. */
async function removeOrphans(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(parent, name);
    try {
      const { uid, mtimeMs } = await stat(folder);
      if (uid !== process.getuid?.() || Date.now() - mtimeMs < orphanAgeMs) continue;
      const home = join(await realpath(folder), "postgres");
      if ((await countLivingUsers(join(home, "users"))) > 0) continue;
      const server = await runningServer({ home });
      if (server !== undefined) process.kill(server.pid, "SIGQUIT");
      await rm(folder, { recursive: true, force: true });
    } catch {
      // Another run tidies the same folder, or it is not ours to tidy: neither matters here.
    }
  }
}
