import { randomBytes } from "node:crypto";
import { cp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import {
  aConversation,
  anAppeal,
  cast,
  minutesAfter,
  noon,
  plainTexts,
} from "@appealmod/core/testing";
import { type Db, MongoClient } from "mongodb";
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import { readSpool } from "../src/index.ts";
import { anEvent, briskTiming, newFolder, openArchive } from "./open-archive.ts";

const serverUrl = inject("testMongoUrl");
const shipMs = 20_000;

async function aFolder(): Promise<string> {
  const folder = await newFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe.skipIf(serverUrl === null)("with a MongoDB server (skipped where none can be had)", () => {
  let mongoUrl: string;
  let client: MongoClient;
  let database: Db;

  beforeEach(() => {
    mongoUrl = `${serverUrl}_${randomBytes(4).toString("hex")}`;
    client = new MongoClient(mongoUrl);
    database = client.db();
  });

  afterEach(async () => {
    await database.dropDatabase();
    await client.close();
  });

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

  test("one document of each collection arrives, with dates as dates", async () => {
    await using opened = await openArchive({ mongoUrl });
    const { archive } = opened;
    archive.record(anEvent({ conversationId: "c1", subreddit: "PineLakeHikers" }));
    archive.save(aSavedConversation("c1", noon));
    archive.save({
      kind: "appellant",
      record: {
        username: cast.appellant,
        firstKnownAs: cast.appellant,
        subreddit: cast.subreddit,
        appeal: anAppeal({ group: "control", state: "closed", outcome: "granted" }),
        conversationIds: ["c1", "c2"],
        isDeleted: false,
        isFormShared: false,
        isNoteShared: false,
        lastConversationUpdate: noon,
        at: noon,
      },
    });
    archive.save({
      kind: "bot-responses",
      record: { subreddit: "x", texts: plainTexts, formAddress: "https://a/appeal", at: noon },
    });
    archive.save({
      kind: "subreddit",
      record: {
        facts: { name: "x", description: "", subscribers: 1, rules: [], moderators: [] },
        at: noon,
      },
    });
    expect(await archive.ship(shipMs)).toBe(true);
    const of = (name: string) => database.collection<{ _id: string }>(name).findOne({});
    expect(await of("application-logs")).toMatchObject({
      conv_id: "c1",
      subreddit: "PineLakeHikers",
      level: "info",
      event: "invite-sent",
      message: "The invite was sent.",
      timestamp: noon,
    });
    expect(await of("conversation-logs")).toMatchObject({ _id: "c1", id: "c1", as_of: noon });
    expect(await of("user-logs")).toMatchObject({
      _id: "pinelakehikers/muddy_boots",
      group: 0,
      appeal_time: noon,
      appeal_accept: true,
      other_conv_ids: ["c2"],
    });
    expect(await of("bot-responses")).toMatchObject({ _id: "x", initial: plainTexts.invite });
    expect(await of("subreddits_info")).toMatchObject({ _id: "x", subscribers: 1 });
    expect(archive.status()).toMatchObject({ mongo: "shipping", waitingBytes: 0 });
  });

  test("an older document never overwrites a newer one, from whichever process it comes", async () => {
    await using one = await openArchive({ mongoUrl });
    await using other = await openArchive({ mongoUrl, spoolDir: await aFolder() });
    one.archive.save(aSavedConversation("c1", minutesAfter(noon, 5), "newer"));
    await one.archive.ship(shipMs);
    other.archive.save(aSavedConversation("c1", noon, "older"));
    other.archive.save(aSavedConversation("c2", noon, "only"));
    await other.archive.ship(shipMs);
    const found = database.collection("conversation-logs");
    expect(await found.findOne({ id: "c1" })).toMatchObject({
      conversation_data: { subject: "newer" },
    });
    expect(await found.findOne({ id: "c2" })).toMatchObject({
      conversation_data: { subject: "only" },
    });
    other.archive.save(aSavedConversation("c1", minutesAfter(noon, 9), "newest"));
    await other.archive.ship(shipMs);
    expect(await found.findOne({ id: "c1" })).toMatchObject({
      conversation_data: { subject: "newest" },
    });
    expect(await found.countDocuments()).toBe(2);
    expect(other.troubles).toEqual(other.troubles.filter(({ event }) => event.includes("ttl")));
  });

  test("more documents than FerretDB can take in one command arrive all the same", async () => {
    await using opened = await openArchive({ mongoUrl });
    for (let n = 0; n < 300; n += 1) opened.archive.save(aSavedConversation(`c${n}`, noon));
    expect(await opened.archive.ship(shipMs)).toBe(true);
    expect(await database.collection("conversation-logs").countDocuments()).toBe(300);
  });

  test("a spool that was written without MongoDB ships when one is configured", async () => {
    const spoolDir = await aFolder();
    {
      await using without = await openArchive({ spoolDir });
      for (let n = 0; n < 50; n += 1) without.archive.record(anEvent({ details: { n } }));
      without.archive.save(aSavedConversation("c1", noon));
      expect(without.archive.status().mongo).toBe("off");
    }
    await using opened = await openArchive({ spoolDir, mongoUrl });
    expect(await opened.archive.ship(shipMs)).toBe(true);
    expect(await database.collection("application-logs").countDocuments()).toBe(50);
    expect(await database.collection("conversation-logs").countDocuments()).toBe(1);
  });

  test("shipped files are deleted, and close leaves an empty spool", async () => {
    const spoolDir = await aFolder();
    const opened = await openArchive({ spoolDir, mongoUrl, limits: { segmentBytes: 5_000 } });
    for (let n = 0; n < 200; n += 1) opened.archive.record(anEvent({ details: { n } }));
    await opened.archive.close(shipMs);
    const left: unknown[] = [];
    for await (const record of readSpool(spoolDir)) left.push(record);
    expect(left).toEqual([]);
    expect(await database.collection("application-logs").countDocuments()).toBe(200);
  });

  test("shipping the same twice changes nothing", async () => {
    const spoolDir = await aFolder();
    {
      await using without = await openArchive({ spoolDir });
      for (let n = 0; n < 20; n += 1) without.archive.record(anEvent({ details: { n } }));
      without.archive.save(aSavedConversation("c1", noon));
    }
    const copy = await aFolder();
    await cp(spoolDir, copy, { recursive: true });
    for (const folder of [spoolDir, copy]) {
      await using opened = await openArchive({ spoolDir: folder, mongoUrl });
      expect(await opened.archive.ship(shipMs)).toBe(true);
      expect(opened.troubles.filter(({ event }) => !event.includes("ttl"))).toEqual([]);
    }
    expect(await database.collection("application-logs").countDocuments()).toBe(20);
    expect(await database.collection("conversation-logs").countDocuments()).toBe(1);
  });

  test("words that are made to break things are stored as they can be", async () => {
    await using opened = await openArchive({ mongoUrl });
    const nasty = `<!channel> \0 \uD83D \u202E ${"z".repeat(40_000)}`;
    opened.archive.save(aSavedConversation("c1", noon, nasty));
    opened.archive.record(anEvent({ username: nasty, details: { $set: { "a.b": nasty } } }));
    expect(await opened.archive.ship(shipMs)).toBe(true);
    const kept = nasty.replace("\0", "\uFFFD").replace("\uD83D", "\uFFFD");
    expect(await database.collection("conversation-logs").findOne({})).toMatchObject({
      conversation_data: { subject: kept },
    });
    expect(await database.collection("application-logs").countDocuments()).toBe(1);
  });

  test("the indexes stand, and a server without a time to live is warned about once", async () => {
    for (let start = 0; start < 2; start += 1) {
      await using opened = await openArchive({ mongoUrl, logTtlDays: 30 });
      opened.archive.record(anEvent());
      await opened.archive.ship(shipMs);
      const indexes = await database.collection("application-logs").indexes();
      const timestamp = indexes.find(({ name }) => name === "timestamp_1");
      const warnings = opened.troubles.map(({ event }) => event);
      if (timestamp?.expireAfterSeconds === undefined) {
        expect(warnings).toEqual(["archive-ttl-unsupported"]);
      } else {
        expect(timestamp.expireAfterSeconds).toBe(30 * 24 * 60 * 60);
        expect(warnings).toEqual([]);
      }
      expect(indexes.map(({ name }) => name)).toContain("conv_id_1_timestamp_1");
    }
  });
});

test("an address that cannot be MongoDB's ends the start without showing it", async () => {
  const spoolDir = await aFolder();
  const wrong = openArchive({ spoolDir, mongoUrl: "postgres://bot:secret@host/x" });
  await expect(wrong).rejects.toThrow(/db_connection_string.*mongodb:\/\//);
  await expect(wrong).rejects.not.toThrow(/secret/);
});

test("a server that takes connections and never answers holds nobody up", async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket.on("error", () => {})));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const opened = await openArchive({
    spoolDir: await aFolder(),
    mongoUrl: `mongodb://127.0.0.1:${port}/x`,
    timing: { ...briskTiming, commandMs: 200 },
  });
  for (let n = 0; n < 1_000; n += 1) opened.archive.record(anEvent());
  expect(await opened.troubled("archive-mongo-unreachable")).toMatchObject({
    audience: "alert",
    level: "warn",
  });
  expect(await opened.archive.ship(300)).toBe(false);
  const closing = performance.now();
  await opened.archive.close(100);
  expect(performance.now() - closing).toBeLessThan(3_000);
  expect(opened.troubles).toHaveLength(1);
  for (const socket of sockets) socket.destroy();
  server.close();
});
