import {
  type Database,
  type ExperimentCounts,
  experimentCounts,
  hasMoreRowsThan,
  inResearchSnapshot,
} from "@appealmod/db";
import type { Installation } from "../../installation.ts";

/** Up to so many draws, bans or decisions everything is counted anew for each page. */
const countedAtOnce = 20_000;

/** Above that a count is shown for so long before another one is begun. */
const keptForMs = 10 * 60_000;

/** After one that failed the next is begun so much later, not with the next page. */
const triedAgainAfterMs = 60_000;

/** Why the last count in the background came to nothing, as far as readers can be told. */
export interface CountingFailure {
  readonly at: Date;
  /** A limit of time of the database, its disk or memory being full, or anything else. */
  readonly reason: "too-slow" | "no-room" | "other";
}

export type CountedExperiment = ExperimentCounts & {
  /** Since these numbers were counted: they are older than they should be. `null` where all is well. */
  readonly failure: CountingFailure | null;
};

interface Kept {
  counts?: ExperimentCounts;
  failure?: CountingFailure;
  running?: Promise<void>;
  report?: (error: unknown) => void;
}

/** By database, and for as long as the process has it. */
const keptOf = new WeakMap<Database, Kept>();

/** The numbers are being counted for the first time, which takes longer than a page may. */
export class StillCountingError extends Error {
  override readonly name = "StillCountingError";
}

export interface CountingOptions {
  readonly limit?: number;
  readonly now?: Date;
}

/**
 * All counts of all communities, of one moment, which they name. A small installation is counted
 * each time. A large one is counted in the background, and a page shows the last count there is.
 *
 * @throws StillCountingError where a large one has no count yet
 */
export async function countedExperiment(
  { database }: Installation,
  { limit = countedAtOnce, now = new Date() }: CountingOptions = {},
): Promise<CountedExperiment> {
  const kept = keptFor(database);
  // What was large once is not asked again: a page then reads no draws at all.
  if (!kept.counts && !kept.running) {
    const small = await inResearchSnapshot(database, async (snapshot) =>
      (await hasMoreRowsThan(snapshot, limit)) ? null : experimentCounts(snapshot, null),
    );
    if (small) return { ...small, failure: null };
  }
  const age = (since: Date | undefined) => (since ? now.getTime() - since.getTime() : Infinity);
  if (age(kept.counts?.takenAt) > keptForMs && age(kept.failure?.at) > triedAgainAfterMs)
    kept.running ??= countInBackground(database, kept, now);
  if (!kept.counts)
    throw new StillCountingError("The experiment is being counted. Look again in a minute.");
  return { ...kept.counts, failure: kept.failure ?? null };
}

/** Why the last count of a large experiment failed; `null` where it did not, or none was made yet. */
export function countingFailure({ database }: Installation): CountingFailure | null {
  return keptOf.get(database)?.failure ?? null;
}

/** Has each count in the background that fails reported: no page waits for it and fails with it. */
export function reportFailedCounts(
  { database }: Installation,
  report: (error: unknown) => void,
): void {
  keptFor(database).report = report;
}

/** Waits for a count that is running, if one is. */
export async function countingIsOver({ database }: Installation): Promise<void> {
  await keptOf.get(database)?.running;
}

function keptFor(database: Database): Kept {
  const kept = keptOf.get(database) ?? {};
  keptOf.set(database, kept);
  return kept;
}

async function countInBackground(database: Database, kept: Kept, at: Date): Promise<void> {
  try {
    kept.counts = await inResearchSnapshot(database, (one) => experimentCounts(one, null));
    delete kept.failure;
  } catch (error) {
    kept.failure = { at, reason: reasonOf(error) };
    kept.report?.(error);
  } finally {
    delete kept.running;
  }
}

/** By Postgres's own codes: 57014 is a statement cancelled, class 53 resources that ran out. */
function reasonOf(error: unknown): CountingFailure["reason"] {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "57014") return "too-slow";
  return code.startsWith("53") ? "no-room" : "other";
}
