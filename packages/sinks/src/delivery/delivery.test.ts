import type { BotEvent } from "@appealmod/core";
import { ManualClock } from "@appealmod/core/testing";
import { listSinks, openDatabase, type SinkRecord, storeEvents } from "@appealmod/db";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { anEvent } from "../../test/support/an-event.ts";
import { until } from "../../test/support/until.ts";
import { deliverOnce } from "./deliver-once.ts";
import { deliverToSink } from "./deliver-to-sink.ts";
import type { Delivery, Sink, SinkBatch } from "./sink.ts";
import { type DeliveryOptions, startDelivery } from "./start-delivery.ts";

let database: MigratedDatabase;
let clock: ManualClock;
let troubles: BotEvent[];

beforeEach(async () => {
  database = await createMigratedDatabase();
  clock = new ManualClock();
  troubles = [];
});

afterEach(() => database.drop());

/** A sink that keeps what it is given. */
function aSink(name: string, more: Partial<Sink> = {}) {
  const taken: string[] = [];
  const sink: Sink = {
    name,
    title: `The sink ${name}`,
    advice: "Look at it.",
    startsAt: "beginning",
    batchSize: 10,
    async deliver({ events, position }) {
      taken.push(...events.map(({ event }) => event));
      return { position: events.at(-1)?.position ?? position };
    },
    ...more,
  };
  return { sink, taken };
}

async function store(...names: readonly string[]): Promise<void> {
  await storeEvents(
    database.orm,
    names.map((event) => anEvent({ event })),
  );
}

async function rowOf(name: string): Promise<SinkRecord> {
  const row = (await listSinks(database.orm)).find((sink) => sink.name === name);
  if (!row) throw new Error(`no sink ${name}`);
  return row;
}

function round(...sinks: readonly Sink[]): Promise<readonly BotEvent[]> {
  return deliverOnce({ database, sinks, now: clock.now() });
}

function start(sinks: readonly Sink[], more: Partial<DeliveryOptions> = {}) {
  const delivery = startDelivery({
    ...{ database, sinks, clock, pollMs: 20 },
    onTrouble: (event) => troubles.push(event),
    ...more,
  });
  onTestFinished(() => delivery.close(0));
  return delivery;
}

function numbered(count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, index) => `event-${from + index}`);
}

describe("one round", () => {
  test("a sink starts where it is told to, and goes on from where it was", async () => {
    await store("old");
    const all = aSink("all");
    const fresh = aSink("fresh", { startsAt: "now" });
    await round(all.sink, fresh.sink);
    await store("new");
    await round(all.sink, fresh.sink);
    await round(all.sink, fresh.sink);
    expect(all.taken).toEqual(["old", "new"]);
    expect(fresh.taken).toEqual(["new"]);
  });

  test("what it did not deliver comes again, what it remembers and asks for is kept", async () => {
    await store("one", "two");
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
    await store("one", "two");
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
    await store("one");
    let isDown = true;
    const { sink } = aSink("down", {
      async deliver({ events, position }) {
        if (isDown) throw new Error(`no way to mongodb://bot:secret@host/db ${"x".repeat(1_000)}`);
        return { position: events.at(-1)?.position ?? position };
      },
    });
    const waits: number[] = [];
    for (let failure = 1; failure <= 9; failure += 1) {
      troubles.push(...(await round(sink)));
      const { notBefore, failures, lastError, failingSince, position } = await rowOf("down");
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
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatchObject({
      event: "sink-failing",
      level: "warn",
      audience: "alert",
      message: expect.stringContaining("Look at it."),
      details: { sink: "down", failures: 2 },
    });
    expect(JSON.stringify(troubles)).not.toContain("secret");
    isDown = false;
    troubles.push(...(await round(sink)));
    expect(troubles.slice(1)).toMatchObject([
      { event: "sink-recovered", level: "info", audience: "alert" },
    ]);
    const cleared = { failures: 0, failingSince: null, lastError: null, notBefore: null };
    expect(await rowOf("down")).toMatchObject({ ...cleared, position: 1 });
  });

  test("a single failure is told to nobody, and waiting without a try ends no failure", async () => {
    await store("one");
    const answers: Delivery[] = [
      { position: 0, failure: "503" },
      { position: 0, isUntried: true },
    ];
    const { sink } = aSink("shaky", {
      deliver: async () => answers.shift() ?? { position: 1 },
    });
    for (const failures of [1, 1, 0]) {
      expect(await round(sink)).toEqual([]);
      expect((await rowOf("shaky")).failures).toBe(failures);
      clock.advance(10_000);
    }
  });

  test("events that nobody can read are reported and passed over, also at the end", async () => {
    await store("one", "bad", "two", "bad");
    await database.pool.query(`update events set data = '{"version": 99}' where kind = 'bad'`);
    const { sink, taken } = aSink("reader", { batchSize: 3 });
    const told = [...(await round(sink)), ...(await round(sink)), ...(await round(sink))];
    expect(taken).toEqual(["one", "two"]);
    expect(told.map(({ event }) => event)).toEqual(["events-unreadable", "events-unreadable"]);
    expect(told[0]?.details).toEqual({ events: [{ id: 2, reason: "data.version" }] });
    expect((await rowOf("reader")).position).toBe(4);
  });
});

describe("the loop", () => {
  test("several processes deliver for one sink: everything once, in order, none skipped", async () => {
    const total = 300;
    const { sink, taken } = aSink("shared", { batchSize: 7 });
    const others = [1, 2].map(() => openDatabase({ url: database.url, poolSize: 3 }));
    onTestFinished(async () => {
      await Promise.all(others.map((other) => other.close()));
    });
    const loops = others.map((other) => start([sink], { database: other }));
    await Promise.all(loops.map((loop) => loop.opened));
    const late = await database.pool.connect();
    await late.query("begin");
    await late.query(
      `insert into events (kind, at, actor_kind, level, audience, message, data)
       values ('late', now(), 'program', 'info', 'step', '', '{"version": 1}')`,
    );
    for (let from = 0; from < total; from += 30) await store(...numbered(30, from));
    await until(() => taken.length >= total);
    await late.query("commit");
    late.release();
    expect(await Promise.all(loops.map((loop) => loop.flush(10_000)))).toEqual([true, true]);
    expect(taken).toEqual([...numbered(total), "late"]);
    await Promise.all(loops.map((loop) => loop.close(0)));
  });

  test("processes that start at once agree on where a sink starts", async () => {
    await store(...numbered(50));
    const { sink, taken } = aSink("fresh", { startsAt: "now" });
    const loops = [1, 2, 3].map(() => start([sink]));
    await Promise.all(loops.map((loop) => loop.opened));
    await store("new");
    for (const loop of loops) expect(await loop.flush(10_000)).toBe(true);
    expect(taken).toEqual(["new"]);
  });

  test("a sink that is slow holds up no other", async () => {
    const { promise: answer, resolve } = Promise.withResolvers<Delivery>();
    const slow = aSink("slow", { deliver: () => answer });
    const quick = aSink("quick");
    const loop = start([slow.sink, quick.sink]);
    await store("one");
    await until(() => quick.taken.length === 1);
    await store("two");
    loop.wake();
    await until(() => quick.taken.length === 2);
    expect(await loop.flush(50)).toBe(false);
    resolve({ position: 2 });
    expect(await loop.flush(10_000)).toBe(true);
  });

  test("while the database is away it goes on trying, and tells nobody of the sinks", async () => {
    const { sink, taken } = aSink("patient");
    const name = new URL(database.url).pathname.slice(1);
    const other = openDatabase({ url: database.url });
    const loop = start([sink], { database: other });
    await store("before");
    await until(() => taken.length === 1);
    const server = openDatabase({ url: database.url.replace(name, "postgres"), poolSize: 1 });
    await server.pool.query(`alter database ${name} allow_connections false`);
    await server.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1",
      [name],
    );
    expect(await loop.flush(200)).toBe(false);
    await server.pool.query(`alter database ${name} allow_connections true`);
    await store("after");
    expect(await loop.flush(10_000)).toBe(true);
    expect(taken).toEqual(["before", "after"]);
    expect(troubles).toEqual([]);
    await loop.close(0);
    await Promise.all([other.close(), server.close()]);
  });

  test("closing delivers what there is, cuts off what hangs, and counts that as no failure", async () => {
    const cutOff = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const hung = aSink("hung", {
      async deliver() {
        begun.resolve();
        await cutOff.promise;
        throw new Error("cut off");
      },
      async close() {
        cutOff.resolve();
      },
    });
    const quick = aSink("quick");
    const loop = start([hung.sink, quick.sink], { pollMs: 60_000 });
    await loop.opened;
    await store("one");
    const closing = loop.close(200);
    await begun.promise;
    await closing;
    expect(quick.taken).toEqual(["one"]);
    expect(await rowOf("hung")).toMatchObject({ position: 0, failures: 0 });
    await store("two");
    loop.wake();
    expect(await loop.flush(1_000)).toBe(false);
    expect(quick.taken).toEqual(["one"]);
  });

  test("a flush tries at once what waits after a failure", async () => {
    let isDown = true;
    const { sink } = aSink("back", {
      async deliver({ events, position }) {
        if (isDown) throw new Error("down");
        return { position: events.at(-1)?.position ?? position };
      },
    });
    const loop = start([sink]);
    await store("one");
    await until(async () => (await listSinks(database.orm))[0]?.failures === 1);
    isDown = false;
    expect(await loop.flush(10_000)).toBe(true);
  });

  test("an outcome that the database will not take is no reason to send again and again", async () => {
    let deliveries = 0;
    const { sink } = aSink("unstorable", {
      async deliver({ position }) {
        deliveries += 1;
        return { position, state: "\0" };
      },
    });
    start([sink], { backoff: { firstMs: 10_000, longestMs: 10_000 } });
    await store("one");
    await until(() => deliveries === 1);
    for (let look = 0; look < 5; look += 1) await database.pool.query("select pg_sleep(0.05)");
    expect(deliveries).toBe(1);
    clock.advance(20_000);
    await until(() => troubles.length === 1);
    expect(troubles[0]).toMatchObject({ event: "sink-unsaved", level: "error" });
    expect(deliveries).toBe(2);
  });

  test("events that nobody can read are reported once, however many sinks meet them", async () => {
    await store("bad");
    await database.pool.query(`update events set data = '{"version": 99}'`);
    const loop = start([aSink("one").sink, aSink("other").sink]);
    expect(await loop.flush(10_000)).toBe(true);
    expect(troubles.map(({ event }) => event)).toEqual(["events-unreadable"]);
  });
});
