import { createConnection } from "node:net";
import { describe, expect, test } from "vitest";
import { connectControl } from "../src/testing/index.ts";
import { as, ask, startDemo } from "./demo-world.ts";

const ROOT = "/api/mod/conversations";

describe("rate limit", () => {
  test("windows are slices of the wall clock, counted per account", async () => {
    let now = Date.parse("2026-05-04T10:07:30Z");
    const { simulator, url, control } = await startDemo({ quota: 3, clock: () => now });
    const bot = await as(simulator, "AppealModBot");
    const olive = await as(simulator, "RangerOlive");
    const said = (headers: Headers) =>
      ["used", "remaining", "reset"].map((name) => headers.get(`x-ratelimit-${name}`));
    expect(said((await bot("GET /api/v1/me")).headers)).toEqual(["1", "2.0", "150"]);
    await bot("GET /api/v1/me");
    expect(said((await bot("GET /api/v1/me")).headers)).toEqual(["3", "0.0", "150"]);
    const refused = await bot("GET /api/v1/me");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "150"]);
    expect(refused.text).toContain("<html>");
    expect(said((await olive("GET /api/v1/me")).headers)).toEqual(["1", "2.0", "150"]);
    now = Date.parse("2026-05-04T10:10:00Z");
    expect(said((await bot("GET /api/v1/me")).headers)).toEqual(["1", "2.0", "600"]);

    await control.setRateLimit({ past: "count", quota: 1 });
    await bot("GET /api/v1/me");
    const past = await bot("GET /api/v1/me");
    expect([past.status, ...said(past.headers)]).toEqual([200, "2", "0.0", "600"]);
    await control.setRateLimit({ quota: null });
    expect(said((await bot("GET /api/v1/me")).headers)).toEqual(["1", "999999.0", "600"]);
    await control.setRateLimit({ headers: false });
    expect(said((await bot("GET /api/v1/me")).headers)).toEqual([null, null, null]);
    expect((await ask(url, "/", {})).status).toBe(200);
  });
});

test("every API request is counted, control and browsing never", async () => {
  const { simulator, control, url } = await startDemo();
  const bot = await as(simulator, "AppealModBot");
  await ask(url, "/");
  await bot("GET /api/v1/me");
  await bot("GET /api/v1/me/");
  await bot("GET /r/nowhere_at_all/about");
  await bot("GET /not/an/endpoint");
  await ask(url, "/api/v1/me", { token: "expired" });
  const remote = connectControl(url);
  const { total, byEndpoint, byStatus, byAccount, recent } = await remote.requests();
  expect(total).toBe(5);
  expect(byEndpoint).toEqual({ "accounts.me": 3, "subreddits.about": 1, unknown: 1 });
  expect(byStatus).toEqual({ 200: 2, 404: 2, 401: 1 });
  expect(byAccount).toEqual({ AppealModBot: 4, "(nobody)": 1 });
  expect(recent.at(-1)).toMatchObject({
    number: 5,
    method: "GET",
    path: "/api/v1/me",
    status: 401,
  });
  expect((await remote.requests({ endpoint: "accounts.me", last: 1 })).recent).toHaveLength(1);
  await control.resetRequests();
  expect((await remote.requests()).total).toBe(0);
});

describe("faults", () => {
  async function scene() {
    const world = await startDemo();
    const bot = await as(world.simulator, "AppealModBot");
    const { conversationId } = await world.control.compose({
      from: "MossyBoots",
      to: "/r/PineLakeHikers",
      subject: "s",
      text: "t",
    });
    const path = `${ROOT}/${conversationId}`;
    const messages = async () =>
      (await world.control.conversation(conversationId ?? "")).messages.length;
    return { ...world, bot, path, messages };
  }

  test("statuses in their own dress, by endpoint, for a number of times", async () => {
    const { bot, control, path } = await scene();
    const expected: [number, string][] = [
      [401, "text/html"],
      [403, "application/json"],
      [429, "text/html"],
      [500, "application/json"],
      [503, "text/html"],
    ];
    for (const [status, type] of expected) {
      await control.addFault({
        kind: "status",
        status,
        endpoint: "modmail.read",
        times: 1,
        ...(status === 429 ? { retryAfter: 7 } : {}),
      });
      const struck = await bot(`GET ${path}`);
      expect([struck.status, struck.headers.get("content-type")]).toEqual([
        status,
        `${type}; charset=UTF-8`,
      ]);
      expect(struck.headers.get("retry-after")).toBe(status === 429 ? "7" : null);
      expect((await bot(`GET ${path}`)).status).toBe(200);
    }
    expect(await control.faults()).toEqual([]);
    const log = await control.requests({ endpoint: "modmail.read" });
    expect(log.byStatus).toEqual({ 200: 5, 401: 1, 403: 1, 429: 1, 500: 1, 503: 1 });
  });

  test("a page where JSON is due, with any status, counted under its label", async () => {
    const { bot, control, path } = await scene();
    for (const status of [200, 403]) {
      await control.addFault({
        kind: "html",
        endpoint: "modmail.",
        times: 1,
        label: `page ${status}`,
        ...(status === 200 ? {} : { status }),
      });
      const struck = await bot(`GET ${path}`);
      expect([struck.status, struck.headers.get("content-type")]).toEqual([
        status,
        "text/html; charset=UTF-8",
      ]);
      expect(struck.text).toContain("<html>");
    }
    expect((await bot(`GET ${path}`)).status).toBe(200);
    const { counts } = await control.requests({ endpoint: "modmail.read" });
    expect(counts.map(({ status, fault, count }) => [status, fault, count])).toEqual([
      [200, "page 200", 1],
      [403, "page 403", 1],
      [200, null, 1],
    ]);
  });

  test("reset: nothing happens; answer lost: it happened all the same", async () => {
    const { bot, control, path, messages } = await scene();
    await control.addFault({ kind: "reset", method: "POST", path: "^/api/mod/", times: 1 });
    await expect(bot(`POST ${path}`, { body: "one" })).rejects.toThrow();
    expect(await messages()).toBe(1);
    await control.addFault({ kind: "reset", effect: "done", endpoint: "modmail.reply", times: 1 });
    await expect(bot(`POST ${path}`, { body: "two" })).rejects.toThrow();
    expect(await messages()).toBe(2);
    await control.addFault({ kind: "status", status: 503, effect: "done", endpoint: "modmail." });
    expect((await bot(`POST ${path}`, { body: "three" })).status).toBe(503);
    expect(await messages()).toBe(3);
    expect(await control.clearFaults()).toEqual({ cleared: 1 });
  });

  test("truncated bodies break off before the announced length", async () => {
    const { bot, control, path } = await scene();
    await control.addFault({ kind: "truncate", endpoint: "modmail.read", times: 1 });
    await expect(bot(`GET ${path}`)).rejects.toThrow();
  });

  test("a hang never answers, is counted, and does not keep the simulator from closing", async () => {
    const { control, url, simulator } = await scene();
    await control.addFault({ kind: "hang", endpoint: "accounts.me" });
    const socket = createConnection(simulator.port, "127.0.0.1");
    const gone = new Promise<number>((resolve) => {
      let received = 0;
      socket.on("data", (chunk) => {
        received += chunk.length;
      });
      socket.on("error", () => {});
      socket.on("close", () => resolve(received));
    });
    socket.write(`GET /api/v1/me HTTP/1.1\r\nhost: ${new URL(url).host}\r\n\r\n`);
    await expect
      .poll(async () => (await control.requests({ endpoint: "accounts.me" })).counts)
      .toEqual([{ endpoint: "accounts.me", status: 0, account: null, fault: "hang", count: 1 }]);
    await simulator.close();
    expect(await gone).toBe(0);
  });

  test("latency answers later; probability follows the seed", async () => {
    const { bot, control } = await scene();
    await control.addFault({ kind: "latency", delayMs: 60, times: 1, endpoint: "accounts.me" });
    const start = performance.now();
    expect((await bot("GET /api/v1/me")).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
    const run = async () => {
      const fault = { kind: "status", status: 500, probability: 0.4, seed: 11 } as const;
      const { id } = await control.addFault({ ...fault, endpoint: "accounts.me" });
      const statuses: number[] = [];
      for (let at = 0; at < 20; at += 1) statuses.push((await bot("GET /api/v1/me")).status);
      await control.clearFaults(id);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await run()).toEqual(first);
  });
});

test("control: wrong input is explained, and a token may guard it", async () => {
  const { simulator, url } = await startDemo({ controlToken: "let-me-in" });
  await expect(connectControl(url).health()).rejects.toMatchObject({ status: 401 });
  const control = connectControl(url, "let-me-in");
  expect(await control.health()).toMatchObject({ ok: true });
  await expect(
    control.ban({ subreddit: "PineLakeHikers", name: "nobody_x" }),
  ).rejects.toMatchObject({ code: "USER_DOESNT_EXIST" });
  await expect(control.send("ban", { name: "x" } as never)).rejects.toThrow(/subreddit/);
  await expect(control.send("nonsense" as never, {} as never)).rejects.toThrow(/Known: /);
  expect(simulator.port).toBeGreaterThan(0);
});
