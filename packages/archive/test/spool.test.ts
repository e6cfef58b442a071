import { appendFile, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { aConversation, anAppeal, cast, minutesAfter, noon } from "@appealmod/core/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readSpool, type SpoolRecord } from "../src/index.ts";
import { anEvent, newFolder, openArchive } from "./open-archive.ts";

let spoolDir: string;

beforeEach(async () => {
  spoolDir = await newFolder();
});

afterEach(async () => {
  await rm(spoolDir, { recursive: true, force: true });
});

async function records(): Promise<SpoolRecord[]> {
  const found: SpoolRecord[] = [];
  for await (const record of readSpool(spoolDir)) found.push(record);
  return found;
}

async function segments(): Promise<string[]> {
  const names = await readdir(spoolDir, { recursive: true });
  return names.filter((name) => name.endsWith(".spool")).map((name) => join(spoolDir, name));
}

function aSavedConversation(id: string, at: Date, subject = "My ban") {
  return {
    kind: "conversation",
    record: {
      conversation: aConversation({ id, subject }),
      ban: null,
      contestedBan: null,
      unbannedAt: null,
      at,
    },
  } as const;
}

async function writeEvents(count: number): Promise<void> {
  await using opened = await openArchive({ spoolDir });
  for (let n = 0; n < count; n += 1) opened.archive.record(anEvent({ details: { n } }));
}

test("what is saved is on disk when save returns, with dates as dates", async () => {
  await using opened = await openArchive({ spoolDir });
  opened.archive.record(anEvent({ conversationId: "c1", subreddit: "x" }));
  opened.archive.save({
    kind: "appellant",
    record: {
      username: cast.appellant,
      firstKnownAs: cast.appellant,
      subreddit: cast.subreddit,
      appeal: anAppeal({ group: "control", state: "closed", outcome: "denied" }),
      conversationIds: ["c1"],
      isDeleted: false,
      isFormShared: false,
      isNoteShared: false,
      lastConversationUpdate: noon,
      at: noon,
    },
  });
  const [document, event] = await records();
  expect(document).toMatchObject({
    collection: "user-logs",
    document: { group: 0, appeal_accept: false },
  });
  expect(event).toMatchObject({ collection: "application-logs", document: { conv_id: "c1" } });
  expect(event?.document.timestamp).toEqual(noon);
});

test("ids are unique over restarts", async () => {
  await writeEvents(3);
  await writeEvents(3);
  const ids = (await records()).map(({ id }) => id);
  expect(ids).toHaveLength(6);
  expect(new Set(ids).size).toBe(6);
});

describe("damage", () => {
  test("a torn tail is dropped, and nothing else", async () => {
    await writeEvents(5);
    const [segment = ""] = await segments();
    await truncate(segment, (await stat(segment)).size - 7);
    expect((await records()).map(({ document }) => document.details)).toEqual([
      { n: 0 },
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
  });

  test("blocks of zeros after a power cut are a torn tail", async () => {
    await writeEvents(3);
    const [segment = ""] = await segments();
    await appendFile(segment, Buffer.alloc(5_000));
    expect(await records()).toHaveLength(3);
  });

  test("a flipped bit in the middle costs its own record only", async () => {
    await writeEvents(5);
    const [segment = ""] = await segments();
    const bytes = await readFile(segment);
    const middle = bytes.indexOf('"n":2');
    bytes[middle + 4] = "7".charCodeAt(0);
    await writeFile(segment, bytes);
    expect((await records()).map(({ document }) => document.details)).toEqual([
      { n: 0 },
      { n: 1 },
      { n: 3 },
      { n: 4 },
    ]);
  });

  test("megabytes of rubbish are stepped over", async () => {
    await writeEvents(1);
    const [segment = ""] = await segments();
    const sound = await readFile(segment);
    const rubbish = Buffer.from(`${"x".repeat(1000)}\n`.repeat(9_000));
    await writeFile(segment, Buffer.concat([sound, rubbish, sound]));
    expect(await records()).toHaveLength(2);
  });

  test("a record of many megabytes is read whole", async () => {
    await using opened = await openArchive({ spoolDir });
    opened.archive.save(aSavedConversation("c1", noon, "y".repeat(7_000_000)));
    opened.archive.save(aSavedConversation("c2", noon));
    const found = await records();
    expect(found.map(({ key }) => key)).toEqual(["c1", "c2"]);
    expect(found[0]?.document.conversation_data).toMatchObject({ subject: "y".repeat(7_000_000) });
  });
});

describe("order of documents", () => {
  test("later facts get a higher version, and so do equal dates in order of saving", async () => {
    await using opened = await openArchive({ spoolDir });
    opened.archive.save(aSavedConversation("c1", noon));
    opened.archive.save(aSavedConversation("c2", noon));
    opened.archive.save(aSavedConversation("c1", noon));
    opened.archive.save(aSavedConversation("c1", minutesAfter(noon, -1)));
    opened.archive.save(aSavedConversation("c1", minutesAfter(noon, 1)));
    const [first, , second, older, newer] = (await records()).map(({ version }) => version);
    expect(second).toBeGreaterThan(first ?? 0);
    expect(older).toBeLessThan(first ?? 0);
    expect(newer).toBeGreaterThan(second ?? 0);
    expect(Number.isSafeInteger(newer)).toBe(true);
  });
});

describe("a disk that refuses", () => {
  test("a spool folder that cannot be made is told once; records wait and then arrive", async () => {
    const blocked = join(spoolDir, "spool");
    await writeFile(blocked, "a file where the folder should be");
    await using opened = await openArchive({ spoolDir: blocked });
    for (let n = 0; n < 10; n += 1) opened.archive.record(anEvent());
    const trouble = await opened.troubled("archive-spool-unwritable");
    expect(trouble).toMatchObject({ audience: "alert" });
    expect(opened.archive.status().waitingInMemory).toBe(10);
    await rm(blocked);
    await opened.troubled("archive-spool-unwritable-over");
    expect(opened.archive.status().waitingInMemory).toBe(0);
    expect(await records()).toHaveLength(10);
    expect(opened.troubles.map(({ event }) => event)).toEqual([
      "archive-spool-unwritable",
      "archive-spool-unwritable-over",
    ]);
  });

  test("and goes on refusing is told once, also while nothing waits", async () => {
    const blocked = join(spoolDir, "spool");
    await writeFile(blocked, "");
    await using opened = await openArchive({ spoolDir: blocked, timing: { syncMs: 1 } });
    await wait(100);
    await rm(blocked);
    await opened.troubled("archive-spool-unwritable-over");
    expect(opened.troubles.map(({ event }) => event)).toEqual([
      "archive-spool-unwritable",
      "archive-spool-unwritable-over",
    ]);
  });

  test("memory stays bounded: the oldest log events go first, and are counted", async () => {
    const blocked = join(spoolDir, "spool");
    await writeFile(blocked, "");
    await using opened = await openArchive({
      spoolDir: blocked,
      limits: { memoryBytes: 100_000 },
    });
    opened.archive.save(aSavedConversation("c1", noon));
    for (let n = 0; n < 2_000; n += 1) opened.archive.record(anEvent({ details: { n } }));
    const { dropped, waitingInMemory } = opened.archive.status();
    expect(dropped.documents).toBe(0);
    expect(dropped.events).toBeGreaterThan(1_000);
    expect(dropped.events + waitingInMemory).toBe(2_001);
    await rm(blocked);
    await opened.troubled("archive-spool-unwritable-over");
    const kept = await records();
    expect(kept[0]?.key).toBe("c1");
    expect(kept.at(-1)?.document.details).toEqual({ n: 1_999 });
  });

  test("of a document that waits in memory only the newest version takes room", async () => {
    const blocked = join(spoolDir, "spool");
    await writeFile(blocked, "");
    await using opened = await openArchive({ spoolDir: blocked });
    for (let minute = 0; minute < 50; minute += 1) {
      opened.archive.save(aSavedConversation("c1", minutesAfter(noon, minute)));
    }
    expect(opened.archive.status().waitingInMemory).toBe(1);
  });
});

describe("space", () => {
  const limits = { segmentBytes: 10_000, totalBytes: 60_000 };
  const roomy = { segmentBytes: 10_000 };

  test("over the limit the oldest log events go, every research document stays", async () => {
    await using opened = await openArchive({ spoolDir, limits: roomy });
    for (let n = 0; n < 20; n += 1) {
      opened.archive.save(aSavedConversation(`c${n}`, noon));
    }
    for (let n = 0; n < 1_000; n += 1) opened.archive.record(anEvent({ details: { n } }));
    await opened.archive.close(0);
    await using later = await openArchive({ spoolDir, limits });
    await later.troubled("archive-spool-full");
    await later.archive.close(0);
    const kept = await records();
    expect(kept.filter(({ key }) => key !== null)).toHaveLength(20);
    const numbers = kept.filter(({ key }) => key === null).map(({ document }) => document.details);
    expect(numbers.length).toBeLessThan(1_000);
    expect(numbers.at(-1)).toEqual({ n: 999 });
    expect(later.troubles.map(({ event }) => event)).toEqual([
      "archive-spool-growing",
      "archive-spool-full",
    ]);
  });

  test("superseded documents are compacted away, the newest of each key stays", async () => {
    await using opened = await openArchive({ spoolDir, limits: roomy });
    for (let minute = 0; minute < 200; minute += 1) {
      opened.archive.save(
        aSavedConversation(`c${minute % 4}`, minutesAfter(noon, minute), `s${minute}`),
      );
    }
    await opened.archive.close(0);
    const before = (await records()).length;
    await using later = await openArchive({ spoolDir, limits });
    await later.troubled("archive-spool-full");
    await later.archive.close(0);
    const kept = await records();
    expect(before).toBe(200);
    expect(kept).toHaveLength(4);
    expect(new Set(kept.map(({ at }) => at.getTime()))).toEqual(
      new Set([196, 197, 198, 199].map((minute) => minutesAfter(noon, minute).getTime())),
    );
  });
});

describe("several writers", () => {
  test("each has its own files, and a living one is left alone", async () => {
    await using one = await openArchive({ spoolDir });
    one.archive.record(anEvent({ message: "one" }));
    await using other = await openArchive({ spoolDir });
    other.archive.record(anEvent({ message: "other" }));
    one.archive.record(anEvent({ message: "one again" }));
    expect(await segments()).toHaveLength(2);
    expect((await records()).map(({ document }) => document.message).sort()).toEqual([
      "one",
      "one again",
      "other",
    ]);
  });

  test("what a closed one left is taken over, with what it had taken over itself", async () => {
    for (let n = 0; n < 4; n += 1) await writeEvents(2);
    await using last = await openArchive({ spoolDir });
    const folders = await readdir(spoolDir);
    expect(folders).toHaveLength(1);
    expect(await segments()).toHaveLength(4);
    expect(last.archive.status().waitingBytes).toBeGreaterThan(0);
    expect(await records()).toHaveLength(8);
  });

  test("a writer whose folder was taken goes on in a new one", async () => {
    await using one = await openArchive({ spoolDir, timing: { syncMs: 10, staleMs: 1 } });
    one.archive.record(anEvent({ message: "before" }));
    const [folder = ""] = await readdir(spoolDir);
    // As another machine does that took it for dead.
    await rm(join(spoolDir, folder, "owner.json"));
    one.archive.record(anEvent({ message: "after" }));
    expect((await records()).map(({ document }) => document.message).sort()).toEqual([
      "after",
      "before",
    ]);
    expect((await readdir(spoolDir)).filter((name) => name.startsWith("writer-"))).toHaveLength(1);
  });
});

test("nothing that an event carries makes recording throw", async () => {
  await using opened = await openArchive({ spoolDir });
  const hostile = new Proxy(
    {},
    {
      ownKeys() {
        throw new Error("no keys for you");
      },
    },
  );
  opened.archive.record(anEvent({ details: hostile }));
  opened.archive.record(anEvent({ at: new Date(Number.NaN), error: Object.create(null) }));
  opened.archive.record(anEvent({ message: "\0<!channel>".repeat(10_000) }));
  expect(await records()).toHaveLength(3);
});
