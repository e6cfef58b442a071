import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { initCluster } from "./postgres-cluster.ts";

// As on exFAT: whatever is asked for, everybody may do everything.
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  return {
    ...real,
    async chmod() {},
    mkdir: async (path: string) => {
      await real.mkdir(path);
      await real.chmod(path, 0o777);
    },
  };
});

test("a file system without permissions is told before a database is begun there", async () => {
  const home = await mkdtemp(join(tmpdir(), "appealmod-exfat-"));
  const programs = { initdb: "/never/run", pgCtl: "/never/run" };
  const account = { name: "own", ids: undefined };
  const attempt = initCluster({ home, programs, account }, "secret");
  await expect(attempt).rejects.toThrow(EmbeddedPostgresError);
  await expect(attempt).rejects.toThrow(`cannot keep its data in ${home}. Postgres needs a file`);
  await expect(attempt).rejects.toThrow(/set data_dir to .*or set database_url/);
  expect(await readdir(home)).toEqual([]);
  await rm(home, { recursive: true });
});
