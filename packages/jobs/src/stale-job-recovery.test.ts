import { expect, it, onTestFinished } from "vitest";
import { enqueue } from "./enqueue.ts";
import { releaseJobs } from "./stale-job-recovery.ts";
import { startWorker } from "./start-worker.ts";
import {
  conversationJob,
  gate,
  handlersWith,
  openQueue,
  storedJobs,
} from "./testing/open-queue.ts";

it("loses no job to a worker that was taken for gone, and completes what it ran after all", async () => {
  const { pool } = await openQueue();
  const [started, mayEnd, formRan] = [gate(), gate(), gate()];
  const because: string[] = [];
  let paused: readonly string[] = [];
  const worker = await startWorker({
    pool,
    concurrency: 1,
    // Nobody but this test takes the worker for gone.
    staleAfterMs: 600_000,
    pollIntervalMs: 50,
    paused: () => paused,
    handlers: handlersWith({
      "process-conversation": async (payload) => {
        because.push(payload.because);
        started.open();
        if (payload.because === "form") formRan.open();
        else await mayEnd.opened;
      },
    }),
  });
  onTestFinished(async () => void (await worker.stop(1_000)));
  await enqueue(pool, "process-conversation", conversationJob("c1", "Otter"));
  await started.opened;
  const [running] = await storedJobs(pool);
  await releaseJobs(pool, [running.locked_by]);
  expect(await storedJobs(pool)).toMatchObject([
    { payload: conversationJob("c1", "Otter"), locked_by: null, attempts: 1 },
  ]);
  const form = { ...conversationJob("c1", "Otter"), because: "form" as const };
  await enqueue(pool, "process-conversation", form);
  // Nobody takes it up before the worker has completed what it ran.
  paused = ["PineLakeHikers"];
  mayEnd.open();
  await enqueue(pool, "process-conversation", { ...conversationJob("c2"), subreddit: "AnyHikers" });
  await expect
    .poll(async () => (await storedJobs(pool)).map(({ key }) => key))
    .toEqual(["process-conversation:c1"]);
  paused = [];
  await formRan.opened;
  expect(because).toEqual(["listing", "listing", "form"]);
  await expect.poll(() => storedJobs(pool)).toEqual([]);
}, 10_000);
