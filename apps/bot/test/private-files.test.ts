import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, lstat, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openStage } from "./stage.ts";

const isRoot = process.getuid?.() === 0;

/** Runs the bot under a mask that takes nothing away: whatever is private is so by our own doing. */
async function runUnmasked(env: Readonly<Record<string, string | undefined>>) {
  const main = join(import.meta.dirname, "..", "src", "main.ts");
  const child = spawn(
    "/bin/sh",
    ["-c", 'umask 000 && exec "$0" "$@"', process.execPath, main, "--once"],
    { env: { PATH: process.env.PATH, ...env }, stdio: ["ignore", "ignore", "pipe"] },
  );
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect({ code, said }).toEqual({ code: 0, said: "" });
}

/** Everything in a folder that others may read, write or enter, with its mode. */
async function openToOthers(folder: string, dataDir: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const { mode } = await lstat(path);
    // The account of the embedded Postgres, which never is root, has to pass through to its data.
    const isOnTheWay = path === dataDir || path === join(dataDir, "postgres");
    const mayPass = isRoot && isOnTheWay ? 0o011 : 0;
    if ((mode & 0o077 & ~mayPass) !== 0) found.push(`${path} ${(mode & 0o777).toString(8)}`);
  }
  return found;
}

async function openUp(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (!entry.parentPath.includes("/postgres/data") && entry.name !== "data")
      await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o777 : 0o666);
}

test.concurrent("what the bot keeps is its own alone, whatever the mask, and becomes so where it was not", async ({
  onTestFinished,
}) => {
  const stage = await openStage({}, onTestFinished);
  const dataDir = join(stage.dataDir, "data");
  const logDir = join(stage.dataDir, "apart");
  const env = {
    ...stage.env,
    APPEALMOD_DATA_DIR: dataDir,
    APPEALMOD_LOG_DIR: logDir,
    APPEALMOD_DATABASE_URL: undefined,
    APPEALMOD_LINK_SECRET: undefined,
  };
  await chmod(stage.dataDir, 0o755);
  await runUnmasked(env);
  const open = () => openToOthers(stage.dataDir, dataDir);
  expect(await open()).toEqual([]);
  const kept = await readdir(dataDir);
  expect(kept).toEqual(expect.arrayContaining(["link-secret", "postgres"]));

  await openUp(stage.dataDir);
  await chmod(join(dataDir, "postgres", "data"), 0o755);
  await mkdir(join(dataDir, "somebody-else's"));
  await chmod(join(dataDir, "somebody-else's"), 0o755);
  await writeFile(join(dataDir, "postgres", "left-behind"), "", { mode: 0o644 });
  await runUnmasked(env);
  expect(await open()).toEqual([`${join(dataDir, "somebody-else's")} 755`]);
});
