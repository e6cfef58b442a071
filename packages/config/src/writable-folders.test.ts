import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { ensureWritableFolders } from "./writable-folders.ts";

test("makes folders with those above them, and minds none that are there", async () => {
  const home = await mkdtemp(join(tmpdir(), "appealmod-folders-"));
  onTestFinished(() => rm(home, { recursive: true }));
  const folders = { data_dir: join(home, "a/b"), log_dir: join(home, "a/b/logs") };
  await ensureWritableFolders(folders);
  await ensureWritableFolders(folders);
  expect((await stat(folders.log_dir)).isDirectory()).toBe(true);
});

test("names every folder that takes nothing, also where Node would try for ever", async () => {
  const refused = ensureWritableFolders({ data_dir: "/proc/data", log_dir: "/dev/null/logs" });
  await expect(refused).rejects.toThrow(ConfigError);
  await expect(refused).rejects.toThrow(/data_dir: \/proc\/data.*\n.*log_dir: \/dev\/null\/logs/);
});
