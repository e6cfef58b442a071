import type { BotEvent } from "@appealmod/core";
import { ManualClock } from "@appealmod/core/testing";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aSink } from "../../test/support/a-sink.ts";
import { rowOf } from "../../test/support/row-of.ts";
import { store } from "../../test/support/store.ts";
import { deliverOnce } from "./deliver-once.ts";
import { deliverToSink } from "./deliver-to-sink.ts";
import type { Delivery, Sink, SinkBatch } from "./sink.ts";

let database: MigratedDatabase;
let clock: ManualClock;
let alerts: BotEvent[];

beforeEach(async () => {
  database = await createMigratedDatabase();
  clock = new ManualClock();
  alerts = [];
});

afterEach(() => database.drop());

function round(...sinks: readonly Sink[]): Promise<readonly BotEvent[]> {
  return deliverOnce({ database, sinks, now: clock.now() });
}

test("a sink starts where it is told to, and goes on from where it was", async () => {
  await store(database, "old");
  const all = aSink("all");
  const fresh = aSink("fresh", { startsAt: "now" });
  await round(all.sink, fresh.sink);
  await store(database, "new");
  await round(all.sink, fresh.sink);
  await round(all.sink, fresh.sink);
  expect(all.taken).toEqual(["old", "new"]);
  expect(fresh.taken).toEqual(["new"]);
});

test("what it did not deliver comes again, what it remembers and asks for is kept", async () => {
  await store(database, "one", "two");
  const batches: SinkBatch[] = [];
  const later = new Date(clock.now().getTime() + 60_000);
  const { sink } = aSink("picky", {
    async deliver(batch): Promise<Delivery> {
      batches.push(batch);
      const [first] = batch.events;
      return { position: first?.position ?? batch.position, state: { n: 1 }, wakeAt: later };
    },
  });
  await round(sink);
  await round(sink);
  await round(sink);
  expect(batches.map(({ events }) => events.map(({ event }) => event))).toEqual([
    ["one", "two"],
    ["two"],
  ]);
  expect(batches.map(({ state }) => state)).toEqual([null, { n: 1 }]);
  clock.advance(60_000);
  await round(sink);
  expect(batches.at(-1)).toMatchObject({ events: [], position: 2, state: { n: 1 } });
});

test("nothing is delivered before the time that the sink asked for, by any process", async () => {
  await store(database, "one", "two");
  const taken: string[] = [];
  const { sink } = aSink("rated", {
    batchSize: 1,
    async deliver({ events, position, now }) {
      taken.push(...events.map(({ event }) => event));
      return {
        position: events.at(-1)?.position ?? position,
        notBefore: new Date(now.getTime() + 1_000),
      };
    },
  });
  await Promise.all([round(sink), round(sink), round(sink)]);
  expect(taken).toEqual(["one"]);
  // One that found it due before another had delivered.
  await deliverToSink(sink, { database, now: clock.now() });
  expect(taken).toEqual(["one"]);
  clock.advance(999);
  await round(sink);
  expect(taken).toEqual(["one"]);
  clock.advance(1);
  await round(sink);
  expect(taken).toEqual(["one", "two"]);
});

test("failures wait ever longer, are told once after the second, and once when they are over", async () => {
  await store(database, "one");
  let isDown = true;
  const { sink } = aSink("down", {
    async deliver({ events, position }) {
      if (isDown) throw new Error(`no way to mongodb://bot:secret@host/db ${"x".repeat(1_000)}`);
      return { position: events.at(-1)?.position ?? position };
    },
  });
  const waits: number[] = [];
  for (let failure = 1; failure <= 9; failure += 1) {
    alerts.push(...(await round(sink)));
    const { notBefore, failures, lastError, failingSince, position } = await rowOf(
      database,
      "down",
    );
    expect({ failures, position }).toEqual({ failures: failure, position: 0 });
    expect(failingSince).not.toBeNull();
    expect(lastError).toMatch(/^no way to mongodb:\/\/… x/);
    expect(lastError).toHaveLength(500);
    const waited = (notBefore?.getTime() ?? 0) - clock.now().getTime();
    waits.push(waited);
    clock.advance(waited);
  }
  expect(waits[0]).toBeGreaterThanOrEqual(750);
  expect(waits[0]).toBeLessThanOrEqual(1_250);
  expect(waits[4]).toBeGreaterThanOrEqual(12_000);
  expect(waits[8]).toBeGreaterThanOrEqual(45_000);
  expect(waits[8]).toBeLessThanOrEqual(75_000);
  expect(alerts).toHaveLength(1);
  expect(alerts[0]).toMatchObject({
    event: "sink-failing",
    level: "warn",
    audience: "alert",
    message: expect.stringContaining("Look at it."),
    details: { sink: "down", failures: 2 },
  });
  expect(JSON.stringify(alerts)).not.toContain("secret");
  isDown = false;
  alerts.push(...(await round(sink)));
  expect(alerts.slice(1)).toMatchObject([
    { event: "sink-recovered", level: "info", audience: "alert" },
  ]);
  const cleared = { failures: 0, failingSince: null, lastError: null, notBefore: null };
  // The alert was stored with the row, as the second event.
  expect(await rowOf(database, "down")).toMatchObject({ ...cleared, position: 2 });
});

test("a single failure is told to nobody, and waiting without a try ends no failure", async () => {
  await store(database, "one");
  const answers: Delivery[] = [
    { position: 0, failure: "503" },
    { position: 0, isUntried: true },
  ];
  const { sink } = aSink("shaky", {
    deliver: async () => answers.shift() ?? { position: 1 },
  });
  for (const failures of [1, 1, 0]) {
    expect(await round(sink)).toEqual([]);
    expect((await rowOf(database, "shaky")).failures).toBe(failures);
    clock.advance(10_000);
  }
});

test("events that nobody can read are reported and passed over, also at the end", async () => {
  await store(database, "one", "bad", "two", "bad");
  await database.pool.query(`update events set data = '{"version": 99}' where kind = 'bad'`);
  const { sink, taken } = aSink("reader", { batchSize: 3 });
  const told = [...(await round(sink)), ...(await round(sink)), ...(await round(sink))];
  expect(taken).toEqual(["one", "two"]);
  expect(told.map(({ event }) => event)).toEqual(["events-unreadable", "events-unreadable"]);
  expect(told[0]?.details).toEqual({ events: [{ id: 2, reason: "data.version" }] });
  expect((await rowOf(database, "reader")).position).toBe(4);
});
