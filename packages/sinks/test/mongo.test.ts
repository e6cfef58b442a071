import { randomBytes } from "node:crypto";
import { createServer, type Socket } from "node:net";
import type { ArchiveRecord, BotEvent } from "@appealmod/core";
import {
  aConversation,
  anAppeal,
  cast,
  ManualClock,
  minutesAfter,
  noon,
  plainTexts,
} from "@appealmod/core/testing";
import { listSinks, storeEvents } from "@appealmod/db";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { type Db, MongoClient } from "mongodb";
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import {
  createMongoSink,
  deliverOnce,
  type MongoSinkOptions,
  type Sink,
  startDelivery,
} from "../src/index.ts";
import { anEvent } from "./support/an-event.ts";
import { until } from "./support/until.ts";

const serverUrl = inject("testMongoUrl");

let database: MigratedDatabase;
let clock: ManualClock;
/** What the database tells of the events that a batch holds. */
let records: ArchiveRecord[];
let alerts: BotEvent[];

beforeEach(async () => {
  database = await createMigratedDatabase();
  clock = new ManualClock();
  records = [];
  alerts = [];
});

afterEach(() => database.drop());

async function aSink(mongoUrl: string, more: Partial<MongoSinkOptions> = {}): Promise<Sink> {
  const sink = await createMongoSink({ mongoUrl, records: async () => records, ...more });
  onTestFinished(() => sink.close?.());
  return sink;
}

/** Stores an event of its own for records to go with, where none is given. */
async function ship(sink: Sink, events: readonly BotEvent[] = [anEvent()]): Promise<void> {
  await storeEvents(database.orm, events);
  alerts.push(...(await deliverOnce({ database, sinks: [sink], now: clock.now() })));
  expect((await listSinks(database.orm))[0]).toMatchObject({ failures: 0, lastError: null });
}

describe.skipIf(serverUrl === null)("with a MongoDB server (skipped where none can be had)", () => {
  let mongoUrl: string;
  let client: MongoClient;
  let mongo: Db;

  beforeEach(() => {
    mongoUrl = `${serverUrl}_${randomBytes(4).toString("hex")}`;
    client = new MongoClient(mongoUrl);
    mongo = client.db();
  });

  afterEach(async () => {
    await mongo.dropDatabase();
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
    records = [
      aSavedConversation("c1", noon),
      {
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
      },
      {
        kind: "bot-responses",
        record: { subreddit: "x", texts: plainTexts, formAddress: "https://a/appeal", at: noon },
      },
      {
        kind: "subreddit",
        record: {
          facts: { name: "x", description: "", subscribers: 1, rules: [], moderators: [] },
          at: noon,
        },
      },
    ];
    const asked: string[] = [];
    const sink = await aSink(mongoUrl, {
      async records(events) {
        asked.push(...events.map(({ event }) => event));
        return records;
      },
    });
    const error = new TypeError("no answer");
    await ship(sink, [anEvent({ conversationId: "c1", error, details: { n: 1 } })]);
    expect(asked).toEqual(["invite-sent"]);
    const of = (name: string) => mongo.collection<{ _id: string }>(name).findOne({});
    expect(await of("application-logs")).toMatchObject({
      _id: "event-1",
      conv_id: "c1",
      subreddit: cast.subreddit,
      level: "info",
      event: "invite-sent",
      audience: "step",
      actor: { kind: "program" },
      runner: "recent",
      message: "The invite was sent.",
      timestamp: noon,
      details: { n: 1 },
      error: { name: "TypeError", message: "no answer", stack: expect.any(String) },
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
  });

  test("the newest document of a key stands, in whichever order they come", async () => {
    const sink = await aSink(mongoUrl);
    const found = mongo.collection<{
      readonly _id: string;
      readonly conversation_data: { readonly subject: string };
    }>("conversation-logs");
    const subject = async () => (await found.findOne({ _id: "c1" }))?.conversation_data.subject;
    const newer = aSavedConversation("c1", minutesAfter(noon, 5), "newer");
    records = [newer, aSavedConversation("c1", noon, "older")];
    await ship(sink);
    expect(await subject()).toBe("newer");
    records = [aSavedConversation("c1", noon, "older"), aSavedConversation("c2", noon, "only")];
    await ship(sink);
    expect(await subject()).toBe("newer");
    expect(await found.countDocuments()).toBe(2);
    records = [aSavedConversation("c1", minutesAfter(noon, 5), "of the same time, read later")];
    await ship(sink);
    expect(await subject()).toBe("of the same time, read later");
    expect(alerts.filter(({ event }) => !event.includes("ttl"))).toEqual([]);
  });

  test("a document of an earlier version of the program counts by its date as well", async () => {
    const found = mongo.collection<{ _id: string }>("conversation-logs");
    const before = { version: noon.getTime() * 2048 + 3, as_of: noon, by: "the earlier version" };
    await found.insertMany([
      { _id: "c1", ...before },
      { _id: "c2", ...before },
    ]);
    records = [
      aSavedConversation("c1", new Date(noon.getTime() + 1)),
      aSavedConversation("c2", new Date(noon.getTime() - 1)),
    ];
    await ship(await aSink(mongoUrl));
    expect(await found.findOne({ _id: "c1" })).not.toHaveProperty("by");
    expect(await found.findOne({ _id: "c2" })).toHaveProperty("by");
  });

  test("more documents than FerretDB can take in one command arrive all the same", async () => {
    records = Array.from({ length: 300 }, (_, n) => aSavedConversation(`c${n}`, noon));
    await ship(await aSink(mongoUrl));
    expect(await mongo.collection("conversation-logs").countDocuments()).toBe(300);
  });

  test("what happened before MongoDB was configured is shipped when it is", async () => {
    const events = Array.from({ length: 50 }, (_, n) => anEvent({ details: { n } }));
    await storeEvents(database.orm, events);
    const sink = await aSink(mongoUrl, { limits: { insertsPerCommand: 20 } });
    const delivery = startDelivery({ database, sinks: [sink], clock, onAlert: () => {} });
    expect(await delivery.flush(20_000)).toBe(true);
    await delivery.close(0);
    expect(await mongo.collection("application-logs").countDocuments()).toBe(50);
  });

  test("shipping the same twice changes nothing", async () => {
    const sink = await aSink(mongoUrl);
    records = [aSavedConversation("c1", noon)];
    await ship(sink, [anEvent(), anEvent()]);
    const all = async () => ({
      logs: await mongo.collection("application-logs").find().toArray(),
      conversations: await mongo.collection("conversation-logs").find().toArray(),
    });
    const once = await all();
    await database.pool.query("update sinks set position = 0");
    await ship(sink, []);
    expect(await all()).toEqual(once);
    expect(once.logs).toHaveLength(2);
    await database.pool.query("update sinks set position = 0");
    await ship(sink, [anEvent()]);
    expect((await all()).logs).toHaveLength(3);
    expect(alerts.filter(({ event }) => !event.includes("ttl"))).toEqual([]);
  });

  test("a document that MongoDB will never take is left out and told once; all others stand", async () => {
    const sink = await aSink(mongoUrl);
    records = ["c0", "c1", "c2", "c3"].map((id) =>
      aSavedConversation(id, noon, id === "c1" || id === "c2" ? "x".repeat(17_000_000) : "short"),
    );
    await ship(sink);
    await ship(sink);
    const found = mongo.collection<{ _id: string }>("conversation-logs");
    const ids = (await found.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
    expect(ids.sort()).toEqual(["c0", "c3"]);
    const kinds = await mongo.collection("application-logs").distinct("event");
    expect(kinds.sort()).toEqual(["archive-document-refused", "invite-sent"]);
    const refusals = alerts.filter(({ event }) => event === "archive-document-refused");
    expect(refusals).toMatchObject([
      { audience: "alert", details: { collection: "conversation-logs", key: "c1" } },
    ]);
  });

  test("words that are made to break things are stored as they can be", async () => {
    const nasty = `<!channel> \0 \uD83D \u202E ${"z".repeat(40_000)}`;
    records = [aSavedConversation("c1", noon, nasty)];
    await ship(await aSink(mongoUrl), [anEvent({ details: { $set: { "a.b": nasty } } })]);
    const kept = nasty.replace("\0", "\uFFFD").replace("\uD83D", "\uFFFD");
    expect(await mongo.collection("conversation-logs").findOne({})).toMatchObject({
      conversation_data: { subject: kept },
    });
    expect(await mongo.collection("application-logs").findOne({})).toMatchObject({
      details: { "＄set": { "a．b": expect.stringContaining("<!channel>") } },
    });
  });

  test("the indexes stand, and a server without a time to live is warned about once", async () => {
    for (let start = 0; start < 2; start += 1) {
      alerts = [];
      const sink = await aSink(mongoUrl, { logTtlDays: 30 });
      await ship(sink);
      await ship(sink);
      const indexes = await mongo.collection("application-logs").indexes();
      const timestamp = indexes.find(({ name }) => name === "timestamp_1");
      const warnings = alerts.map(({ event }) => event);
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
  const wrong = aSink("postgres://bot:secret@host/x");
  await expect(wrong).rejects.toThrow(/db_connection_string.*mongodb:\/\//);
  await expect(wrong).rejects.not.toThrow(/secret/);
});

test("a server that takes connections and never answers holds nobody up", async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket.on("error", () => {})));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const sink = await aSink(`mongodb://bot:secret@127.0.0.1:${port}/x`, {
    timing: { commandMs: 200 },
  });
  await storeEvents(database.orm, [anEvent()]);
  const delivery = startDelivery({
    ...{ database, sinks: [sink], clock: { now: () => new Date() }, pollMs: 10 },
    onAlert: (event) => alerts.push(event),
    backoff: { firstMs: 20, longestMs: 50 },
  });
  await until(() => alerts.length > 0);
  expect(await delivery.flush(300)).toBe(false);
  const closing = performance.now();
  await delivery.close(100);
  expect(performance.now() - closing).toBeLessThan(3_000);
  expect(alerts).toMatchObject([
    {
      event: "sink-failing",
      audience: "alert",
      message: expect.stringContaining("db_connection_string"),
    },
  ]);
  expect(JSON.stringify([alerts, await listSinks(database.orm)])).not.toContain("secret");
  for (const socket of sockets) socket.destroy();
  server.close();
});
