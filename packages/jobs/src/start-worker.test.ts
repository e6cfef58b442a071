import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Snooze } from "@appealmod/core";
import type { Pool } from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { enqueue } from "./enqueue.ts";
import { queueDepth } from "./queue-depth.ts";
import type { JobHandlers } from "./run-job.ts";
import { startWorker, type WorkerOptions } from "./start-worker.ts";
import { conversationJob, gate, handlersWith, openQueue } from "./testing/open-queue.ts";

async function working(options: Omit<WorkerOptions, "handlers"> & { handle: Handle }) {
  const { handle, ...rest } = options;
  const worker = await startWorker({
    ...rest,
    handlers: handlersWith({ "process-conversation": handle }),
  });
  onTestFinished(async () => {
    await worker.stop(0);
  });
  return worker;
}
type Handle = JobHandlers["process-conversation"];

describe("startWorker", () => {
  it("takes a job as soon as it is committed", async () => {
    const { pool } = await openQueue();
    const done = gate();
    await working({ pool, pollIntervalMs: 60_000, handle: async () => done.open() });
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    await done.opened;
  });

  it("lets a job that came while another of its key ran follow it", async () => {
    const { pool } = await openQueue();
    const [started, mayEnd, finished] = [gate(), gate(), gate()];
    const seen: string[] = [];
    await working({
      pool,
      handle: async ({ because }) => {
        seen.push(because);
        if (seen.length > 1) return finished.open();
        started.open();
        await mayEnd.opened;
        throw new Error("the first try fails");
      },
    });
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    await started.opened;
    await enqueue(pool, "process-conversation", { ...conversationJob("c1"), because: "form" });
    mayEnd.open();
    await finished.opened;
    expect(seen).toEqual(["listing", "form"]);
    await expect.poll(() => queueDepth(pool)).toEqual({ ready: 0, scheduled: 0, running: 0 });
  });

  it("snoozes a job that asks for it, without counting it as failed", async () => {
    const { pool } = await openQueue();
    const again = gate();
    const failed: unknown[] = [];
    await working({
      pool,
      pollIntervalMs: 50,
      events: { onFailed: (job) => failed.push(job) },
      handle: async (_payload, { waitedBecause }) => {
        if (waitedBecause === null) throw new Snooze("rate limit", 100);
        again.open();
      },
    });
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    await again.opened;
    expect(failed).toEqual([]);
  });

  it("finishes the job that runs when it is stopped, and takes no other", async () => {
    const { pool } = await openQueue();
    const [started, mayEnd] = [gate(), gate()];
    let ended = 0;
    const worker = await working({
      pool,
      concurrency: 1,
      handle: async () => {
        started.open();
        await mayEnd.opened;
        ended += 1;
      },
    });
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    await started.opened;
    await enqueue(pool, "process-conversation", conversationJob("c2"));
    const stopped = worker.stop(5000);
    mayEnd.open();
    expect(await stopped).toEqual({ freed: 0 });
    expect(ended).toBe(1);
    expect(await queueDepth(pool)).toEqual({ ready: 1, scheduled: 0, running: 0 });
  });

  it("frees a job that takes longer than the grace, for others to take at once", async () => {
    const { pool } = await openQueue();
    const [started, never] = [gate(), gate()];
    const worker = await working({
      pool,
      handle: async () => {
        started.open();
        await never.opened;
      },
    });
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    await started.opened;
    const before = performance.now();
    expect(await worker.stop(300)).toEqual({ freed: 1 });
    expect(performance.now() - before).toBeLessThan(1500);
    expect(await queueDepth(pool)).toEqual({ ready: 1, scheduled: 0, running: 0 });
    const taken = gate();
    await working({ pool, handle: async () => taken.open() });
    await taken.opened;
    never.open();
  });

  it("snoozes a job at once whose handler heeds the signal", async () => {
    const { pool } = await openQueue();
    const started = gate();
    const worker = await working({
      pool,
      handle: async (_payload, { signal }) => {
        started.open();
        await once(signal, "abort");
        throw signal.reason;
      },
    });
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    await started.opened;
    expect(await worker.stop(1500)).toEqual({ freed: 0 });
    expect(await queueDepth(pool)).toEqual({ ready: 1, scheduled: 0, running: 0 });
  });

  it("takes over the job of a worker that was killed within seconds", async () => {
    const { pool, url } = await openQueue();
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    const child = spawn(process.execPath, [`${import.meta.dirname}/testing/hold-job.ts`, url], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    expect(await firstLine(child)).toBe("holding c1");
    const taken = gate();
    await working({ pool, staleAfterMs: 400, handle: async () => taken.open() });
    expect(await queueDepth(pool)).toEqual({ ready: 0, scheduled: 0, running: 1 });
    child.kill("SIGKILL");
    const killedAt = performance.now();
    await taken.opened;
    expect(performance.now() - killedAt).toBeLessThan(4000);
  });

  it("leaves a living worker's long job alone", async () => {
    const { pool } = await openQueue();
    const [started, mayEnd, checked] = [gate(), gate(), gate()];
    let runs = 0;
    const handle: Handle = async ({ conversationId }) => {
      if (conversationId !== "long") return checked.open();
      runs += 1;
      started.open();
      await mayEnd.opened;
    };
    await working({ pool, staleAfterMs: 50, handle });
    await working({ pool, staleAfterMs: 50, pollIntervalMs: 50, handle });
    await enqueue(pool, "process-conversation", conversationJob("long"));
    await started.opened;
    // Comes at its time half a second on, when both have checked several times.
    await enqueue(pool, "process-conversation", conversationJob("other"), {
      runAt: new Date(Date.now() + 500),
    });
    await checked.opened;
    await expect.poll(() => queueDepth(pool)).toMatchObject({ running: 1 });
    expect(runs).toBe(1);
    mayEnd.open();
  });

  it("leaves nothing of a job that was replaced while it ran and then lost to an outage", async () => {
    const { pool } = await openQueue();
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    // How the library leaves it when it could not store the failure.
    await pool.query(
      `update graphile_worker._private_jobs
      set key = null, attempts = max_attempts, run_at = now() + interval '6 hours'`,
    );
    await working({ pool, staleAfterMs: 50, handle: async () => {} });
    await expect
      .poll(async () => (await pool.query("select id from graphile_worker.jobs")).rowCount)
      .toBe(0);
  });

  it("replaces a worker pool once, however long its last job takes", async () => {
    const { pool } = await openQueue();
    const [started, mayEnd, checked, taken] = [gate(), gate(), gate(), gate()];
    const gates = new Map([
      ["other", checked],
      ["lost", taken],
    ]);
    await working({
      pool,
      staleAfterMs: 50,
      pollIntervalMs: 50,
      handle: async ({ conversationId }) => {
        gates.get(conversationId)?.open();
        if (conversationId !== "long") return;
        started.open();
        await mayEnd.opened;
      },
    });
    await enqueue(pool, "process-conversation", conversationJob("long"));
    await started.opened;
    await loseOnTheWayToWhoRuns(pool, "long", "lost");
    // Comes at its time two seconds on, when many checks have found the job that was lost.
    await enqueue(pool, "process-conversation", conversationJob("other"), {
      runAt: new Date(Date.now() + 2000),
    });
    await checked.opened;
    mayEnd.open();
    await taken.opened;
    expect(pool.totalCount).toBeLessThan(15);
    await expect.poll(() => queueDepth(pool)).toEqual({ ready: 0, scheduled: 0, running: 0 });
  });
});

/** A job that the database gave to a worker pool, though the answer that said so was lost. */
async function loseOnTheWayToWhoRuns(pool: Pool, running: string, lost: string) {
  const later = { runAt: new Date(Date.now() + 60_000) };
  await enqueue(pool, "process-conversation", conversationJob(lost), later);
  await pool.query(
    `update graphile_worker._private_jobs set locked_at = now(), run_at = now(), attempts = 1,
      locked_by = (select locked_by from graphile_worker.jobs where key = $1)
    where key = $2`,
    [`process-conversation:${running}`, `process-conversation:${lost}`],
  );
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the child has no output");
  const [line] = await once(createInterface(child.stdout), "line");
  return String(line);
}
