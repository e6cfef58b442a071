import { expect, it } from "vitest";
import { enqueue } from "./enqueue.ts";
import { conversationJob, openQueue } from "./testing/open-queue.ts";
import { waitingTime } from "./waiting-time.ts";

it("counts those that wait for their turn, and how long the first of them has", async () => {
  const { pool } = await openQueue();
  expect(await waitingTime(pool, "process-conversation")).toEqual({ waiting: 0, longestMs: 0 });
  const longAgo = new Date(Date.now() - 3_600_000);
  await enqueue(pool, "process-conversation", conversationJob("c1"), { waitingSince: longAgo });
  await enqueue(pool, "process-conversation", conversationJob("c2"));
  const later = new Date(Date.now() + 3_600_000);
  await enqueue(pool, "process-conversation", conversationJob("c3"), { runAt: later });
  await enqueue(pool, "refresh-subreddit", { subreddit: "PineLakeHikers" });
  await pool.query(
    "update graphile_worker._private_jobs set created_at = now() - interval '40 seconds' where key like '%c1'",
  );
  const { waiting, longestMs } = await waitingTime(pool, "process-conversation");
  expect(waiting).toBe(2);
  expect(longestMs).toBeGreaterThanOrEqual(40_000);
  expect(longestMs).toBeLessThan(60_000);
});
