import { Snooze } from "@appealmod/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { drainJobs } from "./drain-jobs.ts";
import { enqueue } from "./enqueue.ts";
import { queueDepth } from "./queue-depth.ts";
import { startWorker } from "./start-worker.ts";
import { conversationJob, gate, handlersWith, openQueue } from "./testing/open-queue.ts";

const elsewhere = (id: string) => ({ ...conversationJob(id), subreddit: "BirdCalls" });

describe("jobs of a community that is paused", () => {
  it("take no worker, whatever their number, and go on in their order when it is served again", async () => {
    const { pool } = await openQueue();
    const order: string[] = [];
    const [othersDone, isRead, allDone] = [gate(), gate(), gate()];
    let paused: readonly string[] = ["PINELAKEHIKERS"];
    for (const id of ["c1", "c2", "c3"])
      await enqueue(pool, "process-conversation", conversationJob(id));
    await enqueue(pool, "refresh-subreddit", { subreddit: "pinelakehikers" });
    await enqueue(pool, "process-conversation", { ...conversationJob("form"), because: "form" });
    await enqueue(pool, "announce-sign-up", { signUpId: 1, subreddit: "PineLakeHikers" });
    await enqueue(pool, "process-conversation", elsewhere("other"));
    const worker = await startWorker({
      pool,
      concurrency: 1,
      pollIntervalMs: 50,
      paused: () => paused,
      handlers: handlersWith({
        "process-conversation": async ({ conversationId }) => {
          order.push(conversationId);
          if (conversationId === "c3") allDone.open();
        },
        "announce-sign-up": async () => othersDone.open(),
        // Who moderates it is read all the same: else a removed moderator would keep what they may.
        "refresh-subreddit": async () => isRead.open(),
      }),
    });
    onTestFinished(async () => void (await worker.stop(0)));
    await Promise.all([othersDone.opened, isRead.opened]);
    expect(order).toEqual(["other"]);
    expect(await queueDepth(pool)).toMatchObject({ ready: 4, scheduled: 0 });
    paused = [];
    await allDone.opened;
    expect(order).toEqual(["other", "form", "c1", "c2", "c3"]);
  });

  it("keep their place when it is paused while they run, and keep it again when snoozed", async () => {
    const { pool } = await openQueue();
    const order: string[] = [];
    let paused: readonly string[] = [];
    const handlers = handlersWith({
      "process-conversation": async ({ conversationId }, { waitedBecause }) => {
        if (conversationId === "c1" && waitedBecause === null) {
          paused = ["PineLakeHikers"];
          throw new Snooze("the budget is used up", 3_600_000);
        }
        order.push(conversationId);
      },
    });
    for (const id of ["c1", "c2"]) await enqueue(pool, "process-conversation", conversationJob(id));
    await enqueue(pool, "process-conversation", elsewhere("other"));
    const drain = () => drainJobs({ pool, handlers, concurrency: 1, paused: () => paused });
    const drained = await drain();
    expect(order).toEqual(["other"]);
    expect(drained.waiting).toMatchObject([
      { key: "process-conversation:c1", subreddit: "PineLakeHikers" },
      { key: "process-conversation:c2", subreddit: "PineLakeHikers" },
    ]);
    paused = [];
    expect((await drain()).waiting).toEqual([]);
    expect(order).toEqual(["other", "c1", "c2"]);
  });

  it("are left alone by the worker that has it paused, and by no other", async () => {
    const { pool } = await openQueue();
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    const handlers = handlersWith({});
    const paused = () => ["PineLakeHikers"];
    expect(await drainJobs({ pool, handlers, paused })).toMatchObject({ done: 0 });
    expect(await drainJobs({ pool, handlers })).toMatchObject({ done: 1, waiting: [] });
  });

  it("are skipped quickly, also where ten thousand of them come first", async () => {
    const { pool } = await openQueue();
    await enqueue(pool, "process-conversation", conversationJob("first"));
    await pool.query(
      `insert into graphile_worker._private_jobs (task_id, payload, priority, flags)
      select (select id from graphile_worker._private_tasks), '{}', -10, '{"r/pinelakehikers": true}'
      from generate_series(1, 10000)`,
    );
    await enqueue(pool, "process-conversation", elsewhere("other"));
    const done = gate();
    const began = performance.now();
    const worker = await startWorker({
      pool,
      paused: () => ["PineLakeHikers"],
      handlers: handlersWith({ "process-conversation": async () => done.open() }),
    });
    onTestFinished(async () => void (await worker.stop(0)));
    await done.opened;
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
