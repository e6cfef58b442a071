import { expect, it } from "vitest";
import { drainJobs } from "./drain-jobs.ts";
import { enqueue } from "./enqueue.ts";
import { failingJobs } from "./failing-jobs.ts";
import { RetryLater } from "./retry-later.ts";
import { conversationJob, handlersWith, openQueue } from "./testing/open-queue.ts";

it("names jobs that failed with their last reason, and none that merely wait", async () => {
  const { pool } = await openQueue();
  await enqueue(pool, "process-conversation", conversationJob("c1"));
  await enqueue(pool, "refresh-subreddit", { subreddit: "PineLakeHikers" });
  await drainJobs({
    pool,
    concurrency: 1,
    handlers: handlersWith({
      "process-conversation": () => Promise.reject(new Error("the lake is frozen")),
      "refresh-subreddit": () => Promise.reject(new RetryLater(60_000, "rate limit")),
    }),
  });
  const before = Date.now();
  const [failing, ...others] = await failingJobs(pool, 10);
  expect(others).toEqual([]);
  expect(failing).toMatchObject({
    name: "process-conversation",
    payload: conversationJob("c1"),
    failures: 1,
    reason: "the lake is frozen",
  });
  expect(failing?.payload).not.toHaveProperty("$retry");
  expect(failing?.nextTryAt.getTime()).toBeGreaterThan(before - 1000);
});
