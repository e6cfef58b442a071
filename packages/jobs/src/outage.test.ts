import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@appealmod/db";
import { ensureEmbeddedPostgres } from "@appealmod/db/embedded";
import { expect, it, onTestFinished } from "vitest";
import { enqueue } from "./enqueue.ts";
import { migrateJobs } from "./migrate-jobs.ts";
import { queueDepth } from "./queue-depth.ts";
import { startWorker } from "./start-worker.ts";
import { conversationJob, gate, handlersWith } from "./testing/open-queue.ts";

it("goes on by itself when Postgres was away, also in the middle of a job", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "appealmod-outage-"));
  const options = { dataDir, ephemeral: true, notice: () => {} };
  const server = await ensureEmbeddedPostgres(options);
  const database = openDatabase({ url: server.url, poolSize: 10 });
  let again: Awaited<ReturnType<typeof ensureEmbeddedPostgres>> | null = null;
  const issues: string[] = [];
  const [started, signUpStarted, mayEnd, after] = [gate(), gate(), gate(), gate()];
  await migrateJobs(database.pool);
  let runs = 0;
  const worker = await startWorker({
    pool: database.pool,
    staleAfterMs: 500,
    pollIntervalMs: 200,
    events: { onQueueIssue: (_error, message) => issues.push(message) },
    handlers: handlersWith({
      "process-conversation": async ({ conversationId }) => {
        if (conversationId === "after") return after.open();
        runs += 1;
        started.open();
        await mayEnd.opened;
      },
      // Locks nothing, so it is completed at once: into the outage.
      "announce-sign-up": async () => {
        runs += 1;
        signUpStarted.open();
        await mayEnd.opened;
      },
    }),
  });
  onTestFinished(async () => {
    await worker.stop(0);
    await database.close();
    await again?.release();
    await server.release();
    await rm(dataDir, { recursive: true, force: true });
  });

  await enqueue(database.pool, "process-conversation", conversationJob("during"));
  await enqueue(database.pool, "announce-sign-up", { signUpId: 1, subreddit: "PineLakeHikers" });
  await Promise.all([started.opened, signUpStarted.opened]);
  process.kill(server.pid, "SIGINT");
  await expect.poll(() => issues.length, { timeout: 10_000 }).toBeGreaterThan(0);
  // Ends while there is no database to complete it in.
  mayEnd.open();
  again = await ensureEmbeddedPostgres(options);
  expect(again.url).toBe(server.url);
  await enqueue(database.pool, "process-conversation", conversationJob("after"));
  await after.opened;
  await expect
    .poll(() => queueDepth(database.pool), { timeout: 15_000 })
    .toEqual({ ready: 0, scheduled: 0, running: 0 });
  expect(runs).toBeLessThanOrEqual(4);
});
