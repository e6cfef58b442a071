import { describe, expect, it } from "vitest";
import { enqueue, enqueueAll } from "./enqueue.ts";
import { queueDepth } from "./queue-depth.ts";
import { conversationJob, openQueue, storedJobs } from "./testing/open-queue.ts";

const anHourAway = () => Date.now() + 3_600_000;

describe("enqueue", () => {
  it("stands and falls with the caller's transaction", async () => {
    const { pool } = await openQueue();
    const client = await pool.connect();
    await client.query("begin");
    await enqueue(client, "process-conversation", conversationJob("c1"));
    await client.query("rollback");
    expect(await queueDepth(pool)).toEqual({ ready: 0, scheduled: 0, running: 0 });
    await client.query("begin");
    await enqueue(client, "process-conversation", conversationJob("c1"));
    await client.query("commit");
    client.release();
    expect(await queueDepth(pool)).toEqual({ ready: 1, scheduled: 0, running: 0 });
  });

  it("keeps one waiting job for a conversation, the later one", async () => {
    const { pool } = await openQueue();
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    await enqueue(pool, "process-conversation", { ...conversationJob("c1"), because: "form" });
    await enqueue(pool, "process-conversation", conversationJob("c2"));
    expect(await storedJobs(pool)).toMatchObject([
      { payload: { conversationId: "c1", because: "form" }, priority: -10 },
      { payload: { conversationId: "c2", because: "listing" }, priority: 0 },
    ]);
  });

  it("leaves a job that waits for its time alone when it is merely due, and not when news came", async () => {
    const { pool } = await openQueue();
    const runAt = new Date(Date.now() + 7_200_000);
    await enqueue(pool, "process-conversation", conversationJob("c1"), { runAt });
    await enqueue(pool, "process-conversation", { ...conversationJob("c1"), because: "due" });
    const [waiting] = await storedJobs(pool);
    expect(waiting.run_at.getTime()).toBeGreaterThan(anHourAway());
    expect(await queueDepth(pool)).toEqual({ ready: 0, scheduled: 1, running: 0 });
    await enqueue(pool, "process-conversation", { ...conversationJob("c1"), because: "form" });
    const [ready] = await storedJobs(pool);
    expect(ready).toMatchObject({ payload: { because: "form" } });
    expect(ready.run_at.getTime()).toBeLessThan(anHourAway());
  });

  it("leaves a job its place when something less urgent comes on top of it", async () => {
    const { pool } = await openQueue();
    const longAgo = new Date(Date.now() - 3_600_000);
    await enqueue(pool, "process-conversation", conversationJob("c1"), { waitingSince: longAgo });
    await enqueue(pool, "process-conversation", { ...conversationJob("c1"), because: "form" });
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    expect(await storedJobs(pool)).toMatchObject([
      { payload: { because: "listing" }, priority: -10, run_at: longAgo },
    ]);
  });

  it("puts many into the queue at once, each in its place, or none of them", async () => {
    const { pool } = await openQueue();
    await enqueue(pool, "process-conversation", { ...conversationJob("c1"), because: "form" });
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const job = (id: string, minutes: number) => ({
      payload: conversationJob(id),
      waitingSince: minutesAgo(minutes),
    });
    await enqueueAll(pool, "process-conversation", [job("c3", 1), job("c2", 2), job("c1", 0)]);
    const { rows } = await pool.query(
      "select key from graphile_worker.jobs order by priority, run_at",
    );
    const keys = ["c1", "c2", "c3"].map((id) => `process-conversation:${id}`);
    expect(rows.map(({ key }) => key)).toEqual(keys);
    await enqueueAll(pool, "process-conversation", []);
    const failing = enqueueAll(pool, "process-conversation", [job("c4", 0), job("", 0)]);
    await expect(failing).rejects.toThrow("conversationId");
    expect(await queueDepth(pool)).toEqual({ ready: 3, scheduled: 0, running: 0 });
  });

  it("refuses a payload that does not fit", async () => {
    const { pool } = await openQueue();
    await expect(enqueue(pool, "process-conversation", conversationJob(""))).rejects.toThrow(
      "conversationId",
    );
    expect(await queueDepth(pool)).toMatchObject({ ready: 0 });
  });
});
