import { execFileSync } from "node:child_process";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import { afterAll, beforeEach, describe, expect, inject, test } from "vitest";
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

beforeEach(async () => {
  if (!isMounted) return;
  for (const name of await readdir(disk)) await rm(join(disk, name), { recursive: true });
  await writeFile(join(disk, "ballast"), Buffer.alloc(400_000));
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

  test.skipIf(inject("testMongoUrl") === null)(
    "and a MongoDB that works: what waits in memory is shipped from there",
    async () => {
      const mongoUrl = `${inject("testMongoUrl")}_full_disk`;
      await using opened = await openArchive({ spoolDir: disk, mongoUrl });
      for (let n = 0; n < 1_000; n += 1) opened.archive.record(anEvent({ details: { n } }));
      await opened.troubled("archive-spool-unwritable");
      expect(await opened.archive.ship(20_000)).toBe(true);
      const client = new MongoClient(mongoUrl);
      expect(await client.db().collection("application-logs").countDocuments()).toBe(1_000);
      await client.db().dropDatabase();
      await client.close();
    },
  );
});
