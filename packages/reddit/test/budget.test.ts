import type { RedditGateway } from "@appealmod/core";
import { expect, test } from "vitest";
import { type Lease, RateBudget } from "../src/request/rate-budget.ts";
import { readRateHeaders, readRetryAfter, untilNextWindow } from "../src/request/rate-headers.ts";
import { ScriptedServer, tokenEndpoint } from "./scripted-server.ts";
import { failureOf, PretendTime, testGateway } from "./test-gateway.ts";

const log = "GET /r/Pine/about/banned";
const reply = "POST /api/mod/conversations/abc";
const noEntries = { kind: "Listing", data: { children: [], after: null } };

/** One request for each call, however many there are. */
const look = (gateway: RedditGateway, name: string) => gateway.findBan("Pine", name);

const rate = (remaining: string, reset: string) => ({
  "x-ratelimit-used": "3",
  "x-ratelimit-remaining": remaining,
  "x-ratelimit-reset": reset,
});

test.each([
  ["597.0", "376", { remaining: 597, resetMs: 376_000 }],
  ["995", "406", { remaining: 995, resetMs: 406_000 }],
  ["0", "0", { remaining: 0, resetMs: 0 }],
  ["0.5", " 12 ", { remaining: 0, resetMs: 12_000 }],
  ["12", "garbage", { remaining: 12, resetMs: null }],
  ["12", "999999999", { remaining: 12, resetMs: null }],
  ["garbage", "12", null],
  ["-3", "12", null],
  ["NaN", "12", null],
  ["1e9", "12", null],
  ["", "", null],
])("reads remaining %j and reset %j", (remaining, reset, expected) => {
  expect(readRateHeaders(rate(remaining, reset))).toEqual(expected);
});

test("reads Retry-After as seconds and as a date", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  const read = (text: string) => readRetryAfter({ "retry-after": text }, now);
  expect(read("30")).toBe(30_000);
  expect(read("Sun, 01 Mar 2026 12:01:00 GMT")).toBe(60_000);
  expect(read("Sun, 01 Mar 2026 11:00:00 GMT")).toBe(0);
  expect(read("-5")).toBeNull();
  expect(read("soon")).toBeNull();
  expect(readRetryAfter({}, now)).toBeNull();
});

test("Reddit's windows end at every tenth minute", () => {
  expect(untilNextWindow(Date.parse("2026-03-01T12:03:30Z"))).toBe(390_000);
});

test("stops before zero and waits for the next window", async () => {
  const server = await ScriptedServer.start();
  server.on(
    log,
    { body: noEntries, headers: rate("6.0", "30") },
    { body: noEntries, headers: rate("5.0", "29") },
    { body: noEntries, headers: rate("999.0", "600") },
  );
  const { gateway, time, events } = testGateway(server.url);
  await look(gateway, "a");
  await look(gateway, "a");
  expect(time.sleeps).toEqual([]);
  expect(gateway.budget()).toMatchObject({ remaining: 5, inFlight: 0, waiting: 0 });
  await look(gateway, "a");
  expect(time.sleeps).toEqual([31_000]);
  expect(events).toContainEqual({
    event: "budget-waiting",
    waitMs: 31_000,
    remaining: 5,
    waiting: 1,
  });
  expect(gateway.budget().remaining).toBe(999);
});

test("ends as rate-limited where the wait is longer than allowed, before anything is sent", async () => {
  const server = await ScriptedServer.start();
  server.on(log, { body: noEntries, headers: rate("0", "400") });
  const { gateway } = testGateway(server.url, { maxWaitMs: 60_000 });
  await look(gateway, "a");
  expect(await failureOf(gateway.sendMessage("abc", "x"))).toMatchObject({
    kind: "rate-limited",
    retryAfterMs: 401_000,
    mayHaveHappened: false,
    status: null,
  });
  expect(server.to(reply)).toHaveLength(0);
});

test.each([
  ["JSON, seconds", { message: "Too Many Requests", error: 429 }, { "retry-after": "17" }, 17_000],
  ["a page, seconds", "<html>whoa there</html>", { "retry-after": "17" }, 17_000],
  ["a page, a date", "<html>", { "retry-after": "Sun, 01 Mar 2026 12:03:17 GMT" }, 17_000],
  ["no Retry-After", "<html>", {}, 5_000],
  ["a garbled Retry-After", "<html>", { "retry-after": "later" }, 5_000],
  ["headers instead", "", rate("0", "17"), 17_000],
])(
  "waits out a 429 (%s), and sends even a message again: nothing happened",
  async (_, body, headers, waitMs) => {
    const server = await ScriptedServer.start();
    server.on(reply, { status: 429, body, headers }, { status: 404, body: {} });
    const { gateway, time, events } = testGateway(server.url);
    const started = time.now;
    expect(await failureOf(gateway.sendMessage("abc", "x"))).toMatchObject({ kind: "not-found" });
    expect(server.to(reply)).toHaveLength(2);
    expect(time.now - started).toBeGreaterThanOrEqual(waitMs);
    expect(time.now - started).toBeLessThanOrEqual(waitMs + 1_000);
    expect(events).toContainEqual({ event: "rate-limited", endpoint: reply, waitMs });
  },
);

test("a 429 stops all calls, not only the one that met it", async () => {
  const server = await ScriptedServer.start();
  server.on(log, { status: 429, headers: { "retry-after": "40" }, body: "" }, { body: noEntries });
  const { gateway, time } = testGateway(server.url, { maxConcurrentRequests: 1 });
  const started = time.now;
  await Promise.all(["a", "b", "c"].map((name) => look(gateway, name)));
  expect(server.to(log)).toHaveLength(4);
  expect(time.now - started).toBe(40_000);
});

test("does not wait a day because a header says so", async () => {
  const server = await ScriptedServer.start();
  server.on(log, { status: 429, headers: { "retry-after": "86400" }, body: "" });
  const { gateway, time } = testGateway(server.url);
  expect(await failureOf(look(gateway, "a"))).toMatchObject({
    kind: "rate-limited",
    retryAfterMs: 86_400_000,
  });
  expect(time.sleeps).toEqual([]);
});

test("does not ask for ever where every answer is 429 at once", async () => {
  const server = await ScriptedServer.start();
  server.on(log, { status: 429, headers: { "retry-after": "0" }, body: "" });
  const { gateway } = testGateway(server.url);
  expect(await failureOf(look(gateway, "a"))).toMatchObject({ kind: "rate-limited" });
  expect(server.to(log)).toHaveLength(8);
});

test("doubles its waits while 429 names none, up to the longest that is allowed", async () => {
  const server = await ScriptedServer.start();
  server.on(log, { status: 429, body: "" });
  const { gateway, time } = testGateway(server.url, { maxWaitMs: 40_000 });
  expect(await failureOf(look(gateway, "a"))).toMatchObject({
    kind: "rate-limited",
    retryAfterMs: 40_000,
  });
  expect(time.sleeps).toEqual([5_000, 10_000, 20_000]);
});

test("does without headers", async () => {
  const server = await ScriptedServer.start();
  server.on(log, { body: noEntries });
  const { gateway, time } = testGateway(server.url);
  for (let round = 0; round < 20; round++) await look(gateway, "a");
  expect(time.sleeps).toEqual([]);
  expect(gateway.budget()).toEqual({ remaining: null, resetAt: null, inFlight: 0, waiting: 0 });
  expect(gateway.usage().sent).toBe(20);
  expect(server.to(tokenEndpoint)).toHaveLength(1);
});

/** A budget with leases handed out by name. */
function budgetWith(options: { reserve?: number; maxConcurrent?: number } = {}) {
  const time = new PretendTime();
  const wakes: (() => void)[] = [];
  const budget = new RateBudget({
    reserve: options.reserve ?? 0,
    maxConcurrent: options.maxConcurrent ?? 100,
    now: () => time.now,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        wakes.push(() => {
          time.now += milliseconds;
          resolve();
        });
      }),
    tell: () => {},
  });
  const started: string[] = [];
  const leases: Lease[] = [];
  const ask = async (name: string, priority: "write" | "read" | "background" = "read") => {
    leases.push(await budget.acquire(priority, 1_000_000));
    started.push(name);
  };
  return { budget, started, leases, ask, wakes };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("counts requests in flight as used", async () => {
  const { budget, started, leases, ask } = budgetWith({ reserve: 2 });
  await ask("first");
  leases[0]?.settle({ remaining: 5, resetMs: 60_000 });
  for (const name of ["a", "b", "c", "d", "e"]) void ask(name);
  await settled();
  expect(started).toEqual(["first", "a", "b", "c"]);
  expect(budget.state()).toMatchObject({ remaining: 5, inFlight: 3, waiting: 2 });
});

test("an answer that was overtaken does not raise what is left", async () => {
  const { budget, leases, ask } = budgetWith();
  await Promise.all([ask("a"), ask("b")]);
  leases[1]?.settle({ remaining: 10, resetMs: 60_000 });
  leases[0]?.settle({ remaining: 11, resetMs: 61_000 });
  leases[0]?.settle({ remaining: 99, resetMs: 61_000 });
  expect(budget.state()).toMatchObject({ remaining: 10, inFlight: 0 });
});

test("lets writes go first, then whoever came first", async () => {
  const { budget, started, leases, ask, wakes } = budgetWith({ maxConcurrent: 1 });
  await ask("first");
  leases[0]?.settle({ remaining: 0, resetMs: 10_000 });
  void ask("background", "background");
  void ask("read 1");
  void ask("read 2");
  void ask("write", "write");
  await settled();
  expect(started).toEqual(["first"]);
  expect(wakes).toHaveLength(1);
  wakes[0]?.();
  for (let turn = 1; turn < 5; turn++) {
    await settled();
    leases[turn]?.settle(null);
  }
  expect(started).toEqual(["first", "write", "read 1", "read 2", "background"]);
  expect(budget.state()).toMatchObject({ inFlight: 0, waiting: 0 });
});

test("never has more requests under way than allowed", async () => {
  const server = await ScriptedServer.start();
  const held: (() => void)[] = [];
  let most = 0;
  server.on(log, async () => {
    await new Promise<void>((go) => {
      held.push(go);
      most = Math.max(most, held.length);
      if (held.length === 3) for (const each of held.splice(0)) each();
    });
    return { body: noEntries };
  });
  const { gateway } = testGateway(server.url, { maxConcurrentRequests: 3 });
  await Promise.all(Array.from({ length: 30 }, () => look(gateway, "a")));
  expect(most).toBe(3);
  expect(server.to(log)).toHaveLength(30);
});

test("whoever has yet to look around waits for the next window first, and is not counted", async () => {
  const server = await ScriptedServer.start();
  server.on(
    log,
    { body: noEntries, headers: rate("5.0", "29") },
    { body: noEntries, headers: rate("999.0", "600") },
  );
  const { gateway, time, events } = testGateway(server.url);
  await gateway.whenOpen();
  await look(gateway, "a");
  expect(time.sleeps).toEqual([]);
  await gateway.whenOpen();
  expect(time.sleeps).toEqual([30_000]);
  expect(server.to(log)).toHaveLength(1);
  expect(events.filter(({ event }) => event === "budget-waiting")).toMatchObject([
    { waitMs: 30_000, waiting: 1 },
  ]);
  await look(gateway, "b");
  expect(time.sleeps).toEqual([30_000]);
});
