import { Snooze } from "@appealmod/core";
import { describe, expect, it } from "vitest";
import { drainJobs } from "./drain-jobs.ts";
import { enqueue } from "./enqueue.ts";
import {
  conversationJob,
  handlersWith,
  lockJobs,
  makeDue,
  openQueue,
} from "./testing/open-queue.ts";

describe("drainJobs", () => {
  it("carries out all that is ready, what handlers enqueue included, form submissions first", async () => {
    const { pool } = await openQueue();
    const order: string[] = [];
    await enqueue(pool, "process-conversation", { ...conversationJob("due"), because: "due" });
    await enqueue(pool, "process-conversation", conversationJob("listed"));
    await enqueue(pool, "process-conversation", { ...conversationJob("form"), because: "form" });
    const handlers = handlersWith({
      "process-conversation": async ({ conversationId }) => {
        order.push(conversationId);
        if (conversationId === "form")
          await enqueue(pool, "announce-sign-up", { signUpId: 7, subreddit: "PineLakeHikers" });
      },
      "announce-sign-up": async ({ signUpId }) => {
        order.push(`sign-up ${signUpId}`);
      },
    });
    expect(await drainJobs({ pool, handlers, concurrency: 1 })).toEqual({
      done: 4,
      failed: [],
      waiting: [],
    });
    expect(order).toEqual(["form", "listed", "sign-up 7", "due"]);
  });

  it("returns what failed and what waits, and tries neither again at once", async () => {
    const { pool } = await openQueue();
    let tries = 0;
    const handlers = handlersWith({
      "process-conversation": async ({ conversationId }) => {
        tries += 1;
        if (conversationId === "broken") throw new Error("no such thing");
        if (conversationId === "limited") throw new Snooze("rate limit", 3_600_000);
      },
    });
    for (const id of ["limited", "fine", "broken"])
      await enqueue(pool, "process-conversation", conversationJob(id));
    // One at a time: the one that fails, whose pause is short, comes last.
    const drained = await drainJobs({ pool, handlers, concurrency: 1 });
    expect(drained.done).toBe(1);
    expect(drained.failed).toMatchObject([
      { job: { name: "process-conversation", payload: { conversationId: "broken" } } },
    ]);
    expect(String(drained.failed[0]?.error)).toContain("no such thing");
    expect(drained.waiting.map(({ key }) => key)).toEqual([
      "process-conversation:broken",
      "process-conversation:limited",
    ]);
    expect(drained.waiting[1]?.runAt.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(tries).toBe(3);
  });

  it("remembers from try to try how often a job failed and why", async () => {
    const { pool } = await openQueue();
    const seen: unknown[] = [];
    const handlers = handlersWith({
      "process-conversation": async (_payload, { failures, waitedBecause }) => {
        seen.push([failures, waitedBecause]);
        if (failures === 0 && waitedBecause === null) throw new Snooze("rate limit", 0);
        if (failures < 2) throw new Error(`failure ${failures + 1}`);
      },
    });
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    while (seen.length < 4) {
      await drainJobs({ pool, handlers });
      await makeDue(pool);
    }
    expect(seen).toEqual([
      [0, null],
      [0, "rate limit"],
      [1, "failure 1"],
      [2, "failure 2"],
    ]);
  });

  it("never runs two jobs about one redditor at once", async () => {
    const { pool } = await openQueue();
    const running = new Set<string>();
    const clashes: string[] = [];
    let most = 0;
    const handlers = handlersWith({
      "process-conversation": async ({ username, conversationId }) => {
        const name = String(username).toLowerCase();
        if (running.has(name)) clashes.push(conversationId);
        running.add(name);
        most = Math.max(most, running.size);
        await pool.query("select pg_sleep(0.05)");
        running.delete(name);
      },
    });
    for (const [index, name] of ["ann", "Ann", "ANN", "bob", "Bob"].entries())
      await enqueue(pool, "process-conversation", conversationJob(`c${index}`, name));
    expect(await drainJobs({ pool, handlers, concurrency: 4 })).toMatchObject({ done: 5 });
    expect(clashes).toEqual([]);
    expect(most).toBe(2);
  });

  it("takes over what a killed worker left behind", async () => {
    const { pool } = await openQueue();
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    await lockJobs(pool, "pool-gone");
    const drained = await drainJobs({ pool, handlers: handlersWith({}) });
    expect(drained).toEqual({ done: 1, failed: [], waiting: [] });
  });
});
