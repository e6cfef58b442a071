import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withInstallationLock } from "./installation-lock.ts";
import { ownIdentity } from "./process-identity.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "appealmod-lock-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("never lets two work at once, and lets everybody work in the end", async () => {
  let inside = 0;
  let most = 0;
  const done: number[] = [];
  await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      withInstallationLock(folder, async () => {
        inside += 1;
        most = Math.max(most, inside);
        for (let turns = 0; turns < 20; turns += 1) await turn();
        inside -= 1;
        done.push(index);
      }),
    ),
  );
  expect(most).toBe(1);
  expect(done.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test("is free again when the work threw", async () => {
  const failing = withInstallationLock(folder, () => Promise.reject(new Error("broke")));
  await expect(failing).rejects.toThrow("broke");
  expect(await withInstallationLock(folder, async () => "in")).toBe("in");
});

test("takes over from an owner that is dead, even if its number lives again", async () => {
  await writeFile(join(folder, "lock-4"), JSON.stringify({ pid: process.pid, began: "earlier" }));
  expect(await withInstallationLock(folder, async () => "in")).toBe("in");
  expect(await readdir(folder)).toEqual(["lock-5"]);
});

test("takes over a file that a power cut left half-written", async () => {
  await writeFile(join(folder, "lock-1"), '{"pid": 12');
  expect(await withInstallationLock(folder, async () => "in")).toBe("in");
});

test("names the living owner when it waited for too long", async () => {
  await writeFile(join(folder, "lock-1"), JSON.stringify(ownIdentity()));
  await expect(withInstallationLock(folder, async () => "in", 60)).rejects.toThrow(
    new RegExp(`Process ${process.pid} has been starting or stopping`),
  );
});
