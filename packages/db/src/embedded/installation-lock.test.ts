import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { withInstallationLock } from "./installation-lock.ts";

const fileSystem = vi.hoisted(() => ({ refusal: "" }));
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const link: typeof real.link = async (from, to) => {
    if (fileSystem.refusal === "") return await real.link(from, to);
    throw Object.assign(new Error(`${fileSystem.refusal}: link`), { code: fileSystem.refusal });
  };
  return { ...real, link };
});

let folder: string;
beforeEach(async () => {
  fileSystem.refusal = "";
  folder = await mkdtemp(join(tmpdir(), "appealmod-lock-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

// What exFAT, network folders and some FUSE file systems answer to a hard link.
describe.each(["", "EPERM", "ENOTSUP", "ENOSYS"])("where a hard link meets %j", (refusal) => {
  beforeEach(() => {
    fileSystem.refusal = refusal;
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

  test("takes over a lock that was made the other way", async () => {
    for (const next of ["EPERM", "", "EPERM", ""]) {
      expect(await withInstallationLock(folder, async () => "in")).toBe("in");
      fileSystem.refusal = next;
    }
    expect(await readdir(folder)).toHaveLength(1);
  });

  test("names the living owner when it waited for too long", async () => {
    const outcome = withInstallationLock(folder, () =>
      withInstallationLock(folder, async () => "in", 60),
    );
    await expect(outcome).rejects.toThrow(
      new RegExp(`Process ${process.pid} has been starting or stopping`),
    );
  });
});

test.each(['{"pid": 12', "{}", "[]", '{"pid":"12","began":7}', "null"])(
  "takes over a file that says of no process that it owns it: %s",
  async (content) => {
    await writeFile(join(folder, "lock-1"), content);
    expect(await withInstallationLock(folder, async () => "in")).toBe("in");
  },
  2_000,
);
