import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { abandonedJobs, freeJobs } from "./abandoned-jobs.ts";
import type { HeldBack } from "./community-flag.ts";
import { type Crew, gatherCrew } from "./crew.ts";
import type { JobEvents, JobHandlers } from "./run-job.ts";
import { within } from "./within.ts";

export interface WorkerOptions {
  /**
   * Its size must be at least `concurrency` + 3, and what the handlers use comes on top. It is
   * not closed by the worker.
   */
  readonly pool: pg.Pool;
  readonly handlers: JobHandlers;
  /** Jobs at once; default 4. */
  readonly concurrency?: number;
  /** How often to look for jobs whose time has come; new ones are heard of at once. Default 1000. */
  readonly pollIntervalMs?: number;
  /** How often to look for jobs of workers that are gone; two looks free them. Default 1500. */
  readonly lookAfterOthersMs?: number;
  /** Communities whose jobs are left in the queue; default none. */
  readonly heldBack?: HeldBack;
  readonly events?: JobEvents;
}

/** How long stopping waits for the database to take note. */
const lastWordMs = 500;

/** How long a crew that was replaced is given to end in good order once nothing is in its hands. */
const lastBreathMs = 3000;

export interface RunningWorker {
  /**
   * Takes no further jobs and tells handlers through their signal. Jobs that are not done with
   * after the grace are freed for other workers.
   *
   * @returns how many jobs were freed unfinished
   */
  stop(graceMs: number): Promise<{ readonly freed: number }>;
}

/**
 * Carries out jobs until it is stopped. Outages of the database are outlived; the work of
 * workers that were killed is taken up.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { pool, handlers, concurrency = 4, pollIntervalMs = 1000, events = {} } = options;
  const heldBack = options.heldBack ?? (() => []);
  const stopping = new AbortController();
  const crews = new Set<Crew>();
  const replaced = new WeakSet<Crew>();
  const ignore = () => {};
  pool.on("error", ignore);

  async function gather(): Promise<void> {
    const { signal } = stopping;
    let gathered: Crew | null = null;
    // The library ends its pool when it could not tell the database of a finished job.
    const onGivingUp = () => {
      const next = gathered ? replace(gathered) : gather();
      next.catch((error) => events.onTrouble?.(error, "No new crew could be gathered."));
    };
    const hire = {
      pool,
      handlers,
      concurrency,
      pollIntervalMs,
      signal,
      heldBack,
      events,
      onGivingUp,
    };
    const crew = await gatherCrew(hire);
    if (!crew) return;
    gathered = crew;
    crews.add(crew);
    crew.ended.then(({ error }) => disband(crew, error)).catch(ignore);
  }

  /** Once for each crew: every further one would hold connections until none is left for the work. */
  async function replace(crew: Crew): Promise<void> {
    if (replaced.has(crew)) return;
    replaced.add(crew);
    await gather();
    await within(lastBreathMs, crew.finish());
    while (crews.has(crew) && crew.inHand.size > 0 && !stopping.signal.aborted)
      await wait(lastBreathMs, undefined, { ref: false });
    // An outage can leave the library waiting for ever. Nothing is in hand: what is locked slipped through.
    if (!stopping.signal.aborted) await disband(crew, null);
  }

  async function disband(crew: Crew, error: unknown): Promise<void> {
    if (!crews.delete(crew)) return;
    if (error !== null) events.onTrouble?.(error, "The queue could not be told of a finished job.");
    await freeJobs(pool, [crew.id]).catch(ignore);
    crew.lease.close();
  }

  await gather();
  const lookAfter = lookAfterJobs({ pool, crews, replace, events });
  const watch = setInterval(() => void lookAfter(), options.lookAfterOthersMs ?? 1500);

  let stopped: Promise<{ freed: number }> | undefined;
  async function stop(graceMs: number): Promise<{ freed: number }> {
    clearInterval(watch);
    stopping.abort(new Error("The worker stops."));
    const all = [...crews];
    await within(graceMs, Promise.all(all.map((crew) => crew.finish())));
    const freed = all.reduce((sum, crew) => sum + crew.inHand.size, 0);
    const ids = all.map((crew) => crew.id);
    // With the database away there is nothing to wait for: others find the jobs abandoned.
    await within(lastWordMs, freeJobs(pool, ids).catch(ignore));
    for (const crew of all) crew.lease.close();
    pool.removeListener("error", ignore);
    return { freed };
  }
  return {
    stop(graceMs) {
      stopped ??= stop(graceMs);
      return stopped;
    },
  };
}

/** One look after the jobs of workers that are gone, and after those that slipped through our own hands. */
function lookAfterJobs({
  pool,
  crews,
  replace,
  events,
}: {
  readonly pool: pg.Pool;
  readonly crews: ReadonlySet<Crew>;
  readonly replace: (crew: Crew) => Promise<void>;
  readonly events: JobEvents;
}): () => Promise<void> {
  const freeAbandoned = abandonedJobs(pool);
  let slippedBefore = new Set<string>();
  let isLooking = false;
  return async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await freeAbandoned();
      const slipped = new Set<string>();
      for (const crew of [...crews]) {
        const lost = await lockedButNotInHand(pool, crew);
        for (const id of lost) slipped.add(id);
        // The answer that handed us the job was lost: only a crew that has ended can be freed of it.
        if (lost.some((id) => slippedBefore.has(id))) replace(crew).catch(() => {});
      }
      slippedBefore = slipped;
    } catch (error) {
      events.onTrouble?.(error, "Abandoned jobs could not be looked for.");
    } finally {
      isLooking = false;
    }
  };
}

async function lockedButNotInHand(pool: pg.Pool, crew: Crew): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    "select id::text from graphile_worker.jobs where locked_by = $1",
    [crew.id],
  );
  return rows.flatMap(({ id }) => (crew.inHand.has(id) ? [] : [id]));
}
