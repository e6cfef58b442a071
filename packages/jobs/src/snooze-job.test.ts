import { Snooze } from "@appealmod/core";
import { expect, it } from "vitest";
import { drainJobs } from "./drain-jobs.ts";
import { enqueue } from "./enqueue.ts";
import { conversationJob, handlersWith, openQueue, storedJobs } from "./testing/open-queue.ts";

const failing = new Error("the lake is frozen");

it.each([
  ["snoozed", new Snooze("rate limit", 3_600_000), { attempts: 0, last_error: "rate limit" }],
  ["failed", failing, { attempts: 1, last_error: "the lake is frozen" }],
])(
  "a job that was %s carries what it is about, and its tries are in its columns",
  async (_, error, columns) => {
    const { pool } = await openQueue();
    await enqueue(pool, "process-conversation", conversationJob("c1", "Otter"));
    const handlers = handlersWith({ "process-conversation": () => Promise.reject(error) });
    await drainJobs({ pool, handlers, concurrency: 1 });
    expect(await storedJobs(pool)).toEqual([
      expect.objectContaining({ payload: conversationJob("c1", "Otter"), ...columns }),
    ]);
  },
);

it("gives way to a job that was enqueued under its key while it ran", async () => {
  const { pool } = await openQueue();
  const because: string[] = [];
  const handlers = handlersWith({
    "process-conversation": async (payload) => {
      because.push(payload.because);
      if (because.length > 1) return;
      await enqueue(pool, "process-conversation", { ...conversationJob("c1"), because: "form" });
      throw new Snooze("rate limit", 3_600_000);
    },
  });
  await enqueue(pool, "process-conversation", conversationJob("c1"));
  expect(await drainJobs({ pool, handlers, concurrency: 1 })).toMatchObject({ waiting: [] });
  expect(because).toEqual(["listing", "form"]);
});

it("waits for a transaction that enqueues under its key, and gives way to what it stored", async () => {
  const { pool } = await openQueue();
  const site = await pool.connect();
  const because: string[] = [];
  const handlers = handlersWith({
    "process-conversation": async (payload) => {
      because.push(payload.because);
      if (because.length > 1) return;
      await site.query("begin");
      await enqueue(site, "process-conversation", { ...conversationJob("c1"), because: "form" });
      setTimeout(() => void site.query("commit"), 100);
      throw new Snooze("rate limit", 3_600_000);
    },
  });
  await enqueue(pool, "process-conversation", conversationJob("c1"));
  expect(await drainJobs({ pool, handlers, concurrency: 1 })).toMatchObject({ waiting: [] });
  site.release();
  expect(because).toEqual(["listing", "form"]);
});
