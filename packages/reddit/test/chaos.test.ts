import { RedditError } from "@appealmod/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { conversation, listing, reading } from "../src/testing/modmail-answers.ts";
import { type ScriptedAnswer, ScriptedServer, tokenEndpoint } from "./scripted-server.ts";
import { testGateway } from "./test-gateway.ts";

/*
 * A server that answers anything at all. Whatever comes: each call ends, with a value or
 * with a RedditError, and nothing is left over.
 */

const statuses = fc.oneof(
  { weight: 4, arbitrary: fc.constant(200) },
  fc.constantFrom(201, 202, 204, 206, 301, 302, 304, 308, 400, 401, 403, 404, 408, 409, 413),
  fc.constantFrom(418, 429, 451, 500, 501, 502, 503, 504, 520, 522, 599),
);

const bodies = fc.oneof(
  fc.json(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "null", "true", "[]", "{}", '"text"', "<html>", '{"json":{"errors":null}}'),
  fc.constantFrom('{"json":{"errors":[["A"]]}}', '{"json":{"errors":[[]],"ratelimit":"x"}}'),
  fc.constant(JSON.stringify(reading())),
  fc.constant(JSON.stringify(listing([conversation("c1", [])]))),
  fc.constant('{"data":{"children":[],"after":null}}'),
  fc.constant('{"data":{"children":[{"name":"a","data":{}}],"after":"x"}}'),
  fc.constant('{"access_token":"t","expires_in":1}'),
  fc.nat(400).map((length) => JSON.stringify(reading()).slice(0, length)),
);

const oddNumbers = fc.constantFrom("0", "1.0", "5", "597.0", "-1", "x", "1e3", "", "99999999");

const headers = fc.record(
  {
    "content-type": fc.constantFrom("application/json", "text/html", "image/png", "???"),
    "retry-after": fc.oneof(oddNumbers, fc.constant("Sun, 01 Mar 2026 12:00:00 GMT")),
    "x-ratelimit-remaining": oddNumbers,
    "x-ratelimit-reset": oddNumbers,
    "www-authenticate": fc.constantFrom("Bearer", 'Bearer error="insufficient_scope"'),
    location: fc.constantFrom(
      "/",
      "//",
      "http://",
      "http://127.0.0.1:1/",
      "/api/v1/me",
      "http://[",
    ),
    "content-encoding": fc.constantFrom("identity", "gzip", "br"),
  },
  { requiredKeys: [] },
);

const endings = fc.oneof(
  { weight: 12, arbitrary: fc.constant("whole" as const) },
  fc.constantFrom("destroyed" as const, "cut" as const),
);

const answers: fc.Arbitrary<ScriptedAnswer> = fc
  .record({ status: statuses, body: bodies, headers, ending: endings })
  .map(({ status, body, headers: sent, ending }) => ({
    raw: (response) => {
      if (ending === "destroyed") {
        response.destroy();
        return;
      }
      if (ending === "cut") {
        response.writeHead(status, { ...sent, "content-length": String(body.length * 4 + 10) });
        response.write(body, () => response.destroy());
        return;
      }
      response.writeHead(status, sent);
      response.end(body);
    },
  }));

const endpoints = [
  "GET /api/mod/conversations",
  "GET /api/mod/conversations/abc",
  "POST /api/mod/conversations/abc",
  "POST /api/mod/conversations/abc/archive",
  "GET /r/Pine/about",
  "GET /r/Pine/about/rules",
  "GET /r/Pine/about/moderators",
  "GET /r/Pine/about/banned",
  "GET /r/Pine/about/log",
  "GET /api/v1/me",
  "GET /",
];

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => {
  process.on("unhandledRejection", note);
});
afterAll(() => {
  process.off("unhandledRejection", note);
});

test("whatever a server answers, every call ends with a value or a RedditError", {
  timeout: 120_000,
}, async () => {
  const server = await ScriptedServer.start();
  let calls = 0;
  let failures = 0;
  const scripts = fc.array(answers, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(scripts, fc.option(answers, { freq: 4 }), async (script, login) => {
      for (const endpoint of endpoints) server.on(endpoint, ...script);
      if (login === null) server.on(tokenEndpoint, () => ({ body: server.nextToken() }));
      else server.on(tokenEndpoint, login, () => ({ body: server.nextToken() }));
      const { gateway } = testGateway(server.url, {
        credentials: {
          clientId: "app-id",
          clientSecret: "",
          userAgent: "chaos",
          refreshToken: "r",
        },
        retry: { attempts: 2 },
        maxConcurrentRequests: 3,
      });
      const ends = await Promise.allSettled([
        gateway.username(),
        gateway.listConversations({ subreddits: ["Pine", "Lake"], after: null, limit: 10 }),
        gateway.readConversation("abc"),
        gateway.findBan("Pine", "MossyBoots"),
        gateway.sendMessage("abc", "x"),
        gateway.archive("abc"),
        gateway.subredditFacts("Pine"),
        gateway.banChanges("Pine", new Date("2026-01-01")),
      ]);
      calls += ends.length;
      for (const end of ends) {
        if (end.status === "fulfilled") continue;
        failures += 1;
        expect(end.reason).toBeInstanceOf(RedditError);
      }
      expect(gateway.budget()).toMatchObject({ inFlight: 0, waiting: 0 });
    }),
    { numRuns: 400 },
  );
  expect(calls).toBe(3_200);
  expect(failures).toBeGreaterThan(1_000);
  expect(unhandled).toEqual([]);
});
