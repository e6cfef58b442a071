import { RedditError, Snooze } from "@appealmod/core";
import { ManualClock } from "@appealmod/core/testing";
import { expect, test } from "vitest";
import { createRedditRetryPolicy, type RetryPolicy } from "../src/jobs/reddit-retry-policy.ts";

const endpoint = "GET /api/mod/conversations";

async function delayOf(retrying: RetryPolicy, error: Error): Promise<number> {
  const thrown: unknown = await retrying(() => Promise.reject(error)).catch((why) => why);
  if (!(thrown instanceof Snooze)) throw thrown;
  expect(thrown.message).toBe(error.message);
  return thrown.delayMs;
}

test("waits longer the longer Reddit has been unreachable, until the first answer", async () => {
  const clock = new ManualClock();
  const retrying = createRedditRetryPolicy(clock, () => 0.5);
  const away = new RedditError("Reddit answered 503.", { kind: "unreachable", endpoint });
  expect(await delayOf(retrying, away)).toBe(2_000);
  clock.advance(10_000);
  expect(await delayOf(retrying, away)).toBe(5_000);
  clock.advance(3_600_000);
  expect(await delayOf(retrying, away)).toBe(30_000);
  expect(await retrying(async () => "an answer")).toBe("an answer");
  expect(await delayOf(retrying, away)).toBe(2_000);
});

test("waits as long as Reddit says, and lets everything else through", async () => {
  const retrying = createRedditRetryPolicy(new ManualClock(), () => 0.5);
  const kind = "rate-limited";
  const limited = new RedditError("Too many.", { kind, endpoint, retryAfterMs: 7_000 });
  expect(await delayOf(retrying, limited)).toBe(7_000);
  expect(await delayOf(retrying, new RedditError("Too many.", { kind, endpoint }))).toBe(10_000);
  const refused = new RedditError("No.", { kind: "login-refused", endpoint });
  await expect(retrying(() => Promise.reject(refused))).rejects.toBe(refused);
});
