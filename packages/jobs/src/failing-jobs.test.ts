import { Snooze } from "@appealmod/core";
import { expect, it } from "vitest";
import { drainJobs } from "./drain-jobs.ts";
import { enqueue } from "./enqueue.ts";
import { failingJobs } from "./failing-jobs.ts";
import { conversationJob, handlersWith, openQueue } from "./testing/open-queue.ts";

it("names jobs that failed with their last reason, and none that merely wait", async () => {
  const { pool } = await openQueue();
  await enqueue(pool, "process-conversation", conversationJob("c1", "Otter"));
  await enqueue(pool, "refresh-subreddit", { subreddit: "PineLakeHikers" });
  await drainJobs({
    pool,
    concurrency: 1,
    handlers: handlersWith({
      "process-conversation": () => Promise.reject(new Error("the lake is frozen")),
      "refresh-subreddit": () => Promise.reject(new Snooze("rate limit", 60_000)),
    }),
  });
  const before = Date.now();
  const [failing, ...others] = await failingJobs(pool, 10);
  expect(others).toEqual([]);
  expect(failing).toMatchObject({
    name: "process-conversation",
    key: "process-conversation:c1",
    subreddit: "PineLakeHikers",
    username: "Otter",
    failures: 1,
    reason: "the lake is frozen",
  });
  expect(failing?.nextTryAt.getTime()).toBeGreaterThan(before - 1000);
});
