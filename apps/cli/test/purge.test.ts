import { chown, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { anInstallation } from "./command-line.ts";
import { anAppeal } from "./stored-appeals.ts";

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "appealmod-cli-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

it("counts first, then deletes, in tables and in log files, and prints a receipt without a name", async () => {
  const dir = await folder();
  const log = join(dir, "bot-2026-03-01.log");
  const line = '{"message":"The appeal of u/Muddy_Boots was opened.","username":"muddy_boots"}\n';
  await writeFile(log, `${line}{"message":"not_muddy_boots stays"}\n`);
  const { appealmod, database } = await anInstallation({
    APPEALMOD_LOG_DIR: dir,
    APPEALMOD_DATA_DIR: dir,
  });
  await anAppeal(database, { username: "muddy_boots" });
  const planned = await appealmod("purge", "u/Muddy_Boots", "--dry-run");
  expect(planned.stdout).toMatch(/^appeals +1$/m);
  expect((await appealmod("appeals")).stdout).toContain("muddy_boots");

  // As root's command finds the folder of a bot that runs under an account of its own.
  if (process.getuid?.() === 0) await chown(dir, 12_345, 12_345);
  const done = await appealmod("purge", "u/Muddy_Boots", "--yes");
  expect(done).toMatchObject({ code: 0 });
  expect(done.stdout).toMatch(/^appeals +1$/m);
  expect(done.stdout).toMatch(/^log files +2$/m);
  expect(done.stdout).toMatch(/^Receipt [0-9a-f-]{36}$/m);
  expect(done.stdout.toLowerCase()).not.toContain("muddy");
  expect((await appealmod("appeals")).stdout).toBe("No such appeal.\n");
  const after = await readFile(log, "utf8");
  expect(after).toHaveLength(line.length + 36);
  expect(after.toLowerCase().replace("not_muddy_boots", "")).not.toContain("muddy_boots");

  const { uid } = await stat(dir);
  for (const kept of ["purged.jsonl", "link-secret"])
    expect(await stat(join(dir, kept))).toMatchObject({ uid });

  const again = await appealmod("purge", "u/Muddy_Boots", "--yes");
  expect(again.code).not.toBe(0);
  expect(again.stderr).toContain("Nothing is kept about Muddy_Boots");
  const plannedAgain = await appealmod("purge", "u/Muddy_Boots", "--dry-run");
  expect(plannedAgain).toEqual({ ...again, stdout: "" });
});

it("deletes nothing without being told so", async () => {
  const { appealmod } = await anInstallation();
  for (const args of [["purge", "u/muddy_boots"], ["purge"], ["purge", "a b", "--yes"]]) {
    const { code, stderr } = await appealmod(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--dry-run|Which redditor|cannot be a redditor/);
  }
});
