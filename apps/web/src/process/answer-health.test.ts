import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createAnswerHealth } from "./answer-health.ts";

async function healthOf(parts: { isReady?: () => boolean } = {}) {
  let looks = 0;
  let isThere = true;
  let at = 0;
  const check = async () => {
    looks += 1;
    if (!isThere) throw new Error("gone");
  };
  const answerHealth = createAnswerHealth(check, parts.isReady ?? (() => true), () => at);
  const server = createServer((request, response) => {
    if (!answerHealth(request, response)) response.writeHead(418).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return {
    looks: () => looks,
    lose: () => {
      isThere = false;
    },
    pass: (ms: number) => {
      at += ms;
    },
    ask: async (path = "/healthz", method = "GET") =>
      (await fetch(`http://127.0.0.1:${port}${path}`, { method })).status,
  };
}

test("one look at the database answers all who ask within a second", async () => {
  const { ask, looks, lose, pass } = await healthOf();
  const asked = await Promise.all(Array.from({ length: 50 }, () => ask("/healthz?more=1")));
  expect(new Set(asked)).toEqual(new Set([200]));
  expect(looks()).toBe(1);
  lose();
  pass(999);
  expect(await ask()).toBe(200);
  pass(1);
  expect(await ask()).toBe(503);
  expect(looks()).toBe(2);
});

test("a site that is not ready yet says so, whatever its database does", async () => {
  const { ask, looks } = await healthOf({ isReady: () => false });
  expect(await ask()).toBe(503);
  expect(looks()).toBe(0);
});

test("other paths and methods are left to others", async () => {
  const { ask } = await healthOf();
  expect(await ask("/healthz/")).toBe(418);
  expect(await ask("/healthz", "POST")).toBe(418);
});
