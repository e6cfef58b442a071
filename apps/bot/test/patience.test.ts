import { RedditError } from "@appealmod/core";
import { ManualClock } from "@appealmod/core/testing";
import { RetryLater } from "@appealmod/jobs";
import { expect, test } from "vitest";
import { createPatience, type Patience } from "../src/jobs/patience.ts";

const endpoint = "GET /api/mod/conversations";

async function delayOf(patiently: Patience, error: Error): Promise<number> {
  const thrown: unknown = await patiently(() => Promise.reject(error)).catch((why) => why);
  if (!(thrown instanceof RetryLater)) throw thrown;
  expect(thrown.message).toBe(error.message);
  return Number(thrown.when);
}

test("waits longer the longer Reddit has been away, and forgets it at the first answer", async () => {
  const clock = new ManualClock();
  const patiently = createPatience(clock, () => 0.5);
  const away = new RedditError("Reddit answered 503.", { kind: "unreachable", endpoint });
  expect(await delayOf(patiently, away)).toBe(2_000);
  clock.advance(10_000);
  expect(await delayOf(patiently, away)).toBe(5_000);
  clock.advance(3_600_000);
  expect(await delayOf(patiently, away)).toBe(30_000);
  expect(await patiently(async () => "an answer")).toBe("an answer");
  expect(await delayOf(patiently, away)).toBe(2_000);
});

test("waits as long as Reddit says, and lets everything else through", async () => {
  const patiently = createPatience(new ManualClock(), () => 0.5);
  const kind = "rate-limited";
  const limited = new RedditError("Too many.", { kind, endpoint, retryAfterMs: 7_000 });
  expect(await delayOf(patiently, limited)).toBe(7_000);
  expect(await delayOf(patiently, new RedditError("Too many.", { kind, endpoint }))).toBe(10_000);
  const refused = new RedditError("No.", { kind: "login-refused", endpoint });
  await expect(patiently(() => Promise.reject(refused))).rejects.toBe(refused);
});
