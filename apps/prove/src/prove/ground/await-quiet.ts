import { setTimeout as wait } from "node:timers/promises";
import { isConnectionFailure } from "@appealmod/db";
import type { ProvingGround } from "./proving-ground.ts";

/** What is still to be done, as the queue tells it. Only for knowing when to look; judged it is not. */
export interface Unfinished {
  readonly jobs: number;
  readonly claims: number;
  /** Some of the jobs as they lie in the queue, for whoever looks for the cause. */
  readonly samples: readonly string[];
}

/** Passes over the listing, and seconds, in which nothing may be left to do. */
const quietPasses = 4;
const quietMs = 3000;

/**
 * Waits until nothing is left to do: the queue is empty, no effect is open, and the listing
 * was walked again and again without any work coming of it.
 *
 * @returns what was still unfinished when the time was up; `null` when all went quiet
 */
export async function awaitQuiet(
  { database, control }: Pick<ProvingGround, "database" | "control">,
  options: {
    readonly withinMs: number;
    readonly signal: AbortSignal;
    readonly onWait: (unfinished: Unfinished) => void;
  },
): Promise<Unfinished | null> {
  const until = Date.now() + options.withinMs;
  let since = Date.now();
  let passesBefore = await listings();
  let unfinished: Unfinished = { jobs: -1, claims: -1, samples: [] };
  while (Date.now() < until && !options.signal.aborted) {
    unfinished = (await ask()) ?? unfinished;
    options.onWait(unfinished);
    if (unfinished.jobs !== 0 || unfinished.claims !== 0) {
      since = Date.now();
      passesBefore = await listings();
    } else if (Date.now() - since > quietMs && (await listings()) - passesBefore >= quietPasses)
      return null;
    await wait(500);
  }
  return unfinished;

  async function listings(): Promise<number> {
    return (await control.requests({ endpoint: "modmail.list", last: 0 })).total;
  }

  async function ask(): Promise<Unfinished | null> {
    try {
      const { rows } = await database.pool.query<Unfinished>(
        `select (select count(*)::int from graphile_worker.jobs
            where task_identifier = 'process-conversation') as jobs,
          (select count(*)::int from actions where status = 'claimed') as claims,
          (select coalesce(json_agg(row_to_json(job)::text), '[]') from (
            select id, key, attempts, max_attempts, locked_by, locked_at, run_at, now() as asked_at
            from graphile_worker.jobs where task_identifier = 'process-conversation' limit 10
          ) as job) as samples`,
      );
      return rows[0] ?? null;
    } catch (error) {
      if (isConnectionFailure(error)) return null;
      throw error;
    }
  }
}
