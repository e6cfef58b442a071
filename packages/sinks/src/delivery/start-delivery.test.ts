import type { BotEvent } from "@appealmod/core";
import { ManualClock } from "@appealmod/core/testing";
import { listSinks, openDatabase } from "@appealmod/db";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { aSink } from "../../test/support/a-sink.ts";
import { rowOf } from "../../test/support/row-of.ts";
import { store } from "../../test/support/store.ts";
import { until } from "../../test/support/until.ts";
import type { Delivery, Sink } from "./sink.ts";
import { type DeliveryOptions, startDelivery } from "./start-delivery.ts";

let database: MigratedDatabase;
let clock: ManualClock;
let alerts: BotEvent[];

beforeEach(async () => {
  database = await createMigratedDatabase();
  clock = new ManualClock();
  alerts = [];
});

afterEach(() => database.drop());

function start(sinks: readonly Sink[], more: Partial<DeliveryOptions> = {}) {
  const delivery = startDelivery({
    ...{ database, sinks, clock, pollMs: 20 },
    onAlert: (event) => alerts.push(event),
    ...more,
  });
  onTestFinished(() => delivery.close(0));
  return delivery;
}

function numbered(count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, index) => `event-${from + index}`);
}

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
  for (let from = 0; from < total; from += 30) await store(database, ...numbered(30, from));
  await until(() => taken.length >= total);
  await late.query("commit");
  late.release();
  expect(await Promise.all(loops.map((loop) => loop.flush(10_000)))).toEqual([true, true]);
  expect(taken).toEqual([...numbered(total), "late"]);
  await Promise.all(loops.map((loop) => loop.close(0)));
});

test("processes that start at once agree on where a sink starts", async () => {
  await store(database, ...numbered(50));
  const { sink, taken } = aSink("fresh", { startsAt: "now" });
  const loops = [1, 2, 3].map(() => start([sink]));
  await Promise.all(loops.map((loop) => loop.opened));
  await store(database, "new");
  for (const loop of loops) expect(await loop.flush(10_000)).toBe(true);
  expect(taken).toEqual(["new"]);
});

test("a sink that starts now waits for another process that is giving old events their places", async () => {
  await store(database, "old");
  const other = await database.pool.connect();
  await other.query("begin");
  await other.query("select pg_advisory_xact_lock(7160302)");
  const { sink, taken } = aSink("fresh", { startsAt: "now" });
  const loop = start([sink]);
  expect(await loop.flush(300)).toBe(false);
  await other.query("update events set position = nextval('event_positions')");
  await other.query("commit");
  other.release();
  await loop.opened;
  await store(database, "new");
  expect(await loop.flush(10_000)).toBe(true);
  expect(taken).toEqual(["new"]);
});

test("a sink that is slow holds up no other", async () => {
  const { promise: answer, resolve } = Promise.withResolvers<Delivery>();
  const slow = aSink("slow", { deliver: () => answer });
  const quick = aSink("quick");
  const loop = start([slow.sink, quick.sink]);
  await store(database, "one");
  await until(() => quick.taken.length === 1);
  await store(database, "two");
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
  await store(database, "before");
  await until(() => taken.length === 1);
  const server = openDatabase({ url: database.url.replace(name, "postgres"), poolSize: 1 });
  await server.pool.query(`alter database ${name} allow_connections false`);
  await server.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1",
    [name],
  );
  expect(await loop.flush(200)).toBe(false);
  await server.pool.query(`alter database ${name} allow_connections true`);
  await store(database, "after");
  expect(await loop.flush(10_000)).toBe(true);
  expect(taken).toEqual(["before", "after"]);
  expect(alerts).toEqual([]);
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
  await store(database, "one");
  const closing = loop.close(200);
  await begun.promise;
  await closing;
  expect(quick.taken).toEqual(["one"]);
  expect(await rowOf(database, "hung")).toMatchObject({ position: 0, failures: 0 });
  await store(database, "two");
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
  await store(database, "one");
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
  await store(database, "one");
  await until(() => deliveries === 1);
  for (let look = 0; look < 5; look += 1) await database.pool.query("select pg_sleep(0.05)");
  expect(deliveries).toBe(1);
  clock.advance(20_000);
  await until(() => alerts.length === 1);
  expect(alerts[0]).toMatchObject({ event: "sink-unsaved", level: "error" });
  expect(deliveries).toBe(2);
});

test("events that nobody can read are reported once, however many sinks meet them", async () => {
  await store(database, "bad");
  await database.pool.query(`update events set data = '{"version": 99}'`);
  const loop = start([aSink("one").sink, aSink("other").sink]);
  expect(await loop.flush(10_000)).toBe(true);
  expect(alerts.map(({ event }) => event)).toEqual(["events-unreadable"]);
});
