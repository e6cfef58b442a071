import { execFileSync } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSpool } from "../src/index.ts";
import { anEvent, newFolder, openArchive } from "./open-archive.ts";

const disk = await newFolder();
const isMounted = mountSmallDisk();

/** A real disk of 512 KB, where the account may mount one. */
function mountSmallDisk(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("No small disk could be mounted (only root can): the full disk is not tested.");
    return false;
  }
}

beforeAll(async () => {
  if (isMounted) await writeFile(join(disk, "ballast"), Buffer.alloc(400_000));
});

afterAll(async () => {
  if (isMounted) execFileSync("umount", [disk]);
  await rm(disk, { recursive: true, force: true });
});

describe.skipIf(!isMounted)("a full disk (skipped where none can be mounted)", () => {
  test("is told once, memory takes over, and all is written in order when there is room", async () => {
    await using opened = await openArchive({ spoolDir: disk });
    for (let n = 0; n < 1_000; n += 1) opened.archive.record(anEvent({ details: { n } }));
    const trouble = await opened.troubled("archive-spool-unwritable");
    expect(trouble.message).toContain("ENOSPC");
    expect(opened.archive.status().waitingInMemory).toBeGreaterThan(100);
    await rm(join(disk, "ballast"));
    await opened.troubled("archive-spool-unwritable-over");
    expect(opened.archive.status()).toMatchObject({
      waitingInMemory: 0,
      dropped: { events: 0, documents: 0 },
    });
    const numbers: unknown[] = [];
    for await (const { document } of readSpool(disk)) {
      numbers.push((document.details as { n: number }).n);
    }
    expect(numbers).toEqual(numbers.map((_, index) => index));
    expect(numbers).toHaveLength(1_000);
  });
});
