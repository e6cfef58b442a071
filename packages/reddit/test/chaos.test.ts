import { RedditError } from "@appealmod/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arbitraryHttpAnswer, deliver } from "../src/testing/arbitrary-http-answer.ts";
import type { Question } from "../src/testing/sample-answers.ts";
import { type ScriptedAnswer, ScriptedServer, tokenEndpoint } from "./scripted-server.ts";
import { testGateway } from "./test-gateway.ts";

/*
 * A server that answers anything at all. Whatever comes: each call ends, with a value or
 * with a RedditError, and nothing is left over.
 */

const questionOf: Readonly<Record<string, Question>> = {
  "GET /api/mod/conversations": "list",
  "GET /api/mod/conversations/abc": "read",
  "POST /api/mod/conversations/abc": "reply",
  "POST /api/mod/conversations/abc/archive": "archive",
  "GET /r/Pine/about": "about",
  "GET /r/Pine/about/rules": "rules",
  "GET /r/Pine/about/moderators": "moderators",
  "GET /r/Pine/about/banned": "bans",
  "GET /r/mod/about/log": "log",
  "GET /api/v1/me": "me",
  "GET /": "me",
};

const script = (question: Question, least: number) =>
  fc.array(arbitraryHttpAnswer(question, false), { minLength: least, maxLength: 3 }).map((plans) =>
    plans.map(
      (plan): ScriptedAnswer => ({
        raw: (response) => deliver(response, plan),
      }),
    ),
  );

const scripts = fc.record({
  login: script("token", 0),
  endpoints: fc.tuple(
    ...Object.entries(questionOf).map(([endpoint, question]) =>
      script(question, 1).map((answers) => ({ endpoint, answers })),
    ),
  ),
});

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
  await fc.assert(
    fc.asyncProperty(scripts, async ({ login, endpoints }) => {
      for (const { endpoint, answers } of endpoints) server.on(endpoint, ...answers);
      server.on(tokenEndpoint, ...login, () => ({ body: server.nextToken() }));
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
        gateway.readModerationLog({ before: null, after: null, limit: 500 }),
      ]);
      calls += ends.length;
      for (const end of ends) {
        if (end.status === "fulfilled") continue;
        failures += 1;
        expect(end.reason).toBeInstanceOf(RedditError);
      }
      expect(gateway.budget()).toMatchObject({ inFlight: 0, waiting: 0 });
    }),
    // `pnpm fuzz --only adapter` asks ten thousand times.
    { numRuns: 100 },
  );
  expect(calls).toBe(800);
  expect(failures).toBeGreaterThan(250);
  expect(unhandled).toEqual([]);
});
