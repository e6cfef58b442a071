import type { FaultKind } from "../faults/fault-plan.ts";
import { commandFor, type ProveOptions } from "../options.ts";
import { failures } from "../oracle/index.ts";
import { type Proving, proveOnce } from "../prove-once.ts";
import { hasFailed, type Verdict } from "../report.ts";
import { type Case, shrink } from "./shrink.ts";

/** Stories that failed are tried alone; with many of them the rest is more of the same. */
const mostSuspects = 3;

export interface Shrunk {
  /** The smallest that failed again; `null` when nothing did. */
  readonly options: ProveOptions | null;
  readonly runs: number;
  /** For people, with the command. */
  readonly told: string;
}

/** Tells a failure again with fewer stories and fewer faults, as long as there is time. */
export async function shrinkFailure(
  verdict: Verdict,
  options: ProveOptions,
  proving: Proving,
): Promise<Shrunk> {
  const wanted = signsOf(verdict);
  const began = Date.now();
  const signal = AbortSignal.any([proving.signal, AbortSignal.timeout(options.shrinkMs)]);
  const narrowed = ({ stories, faults }: Case<number, FaultKind>): ProveOptions => ({
    ...options,
    keep: false,
    only: stories.length === options.stories ? null : stories,
    faults,
  });
  let runs = 0;
  const suspects = verdict.judged
    .filter(({ judgement }) => hasFailed(judgement))
    .map(({ evidence }) => evidence.story.number);
  const smallest = await shrink({
    from: {
      stories: verdict.judged.map(({ evidence }) => evidence.story.number),
      faults: options.faults,
    },
    suspects: suspects.slice(0, mostSuspects),
    async fails(candidate) {
      if (signal.aborted) return false;
      runs += 1;
      const { stories, faults } = candidate;
      const about = `${stories.length} stories, ${faults.join(", ") || "no faults"}`;
      const say = (line: string) => proving.say(`shrinking (${about}): ${line}`);
      const again = await proveOnce(narrowed(candidate), { ...proving, signal, say });
      return again !== null && [...signsOf(again)].some((sign) => wanted.has(sign));
    },
  });
  const took = `${runs} runs, ${((Date.now() - began) / 1000).toFixed(0)} s`;
  if (smallest === null)
    return { options: null, runs, told: `It did not fail again with less (${took}).` };
  const found = narrowed(smallest);
  return {
    options: found,
    runs,
    told: `The smallest that failed again (${took}): ${commandFor(found)}`,
  };
}

/** By what a failure is known again: what was found, whichever story and number it was. */
export function signsOf({ judged, general, result }: Verdict): ReadonlySet<string> {
  const findings = [...judged.flatMap(({ judgement }) => judgement.findings), ...general];
  const signs = findings
    .filter((finding) => failures.includes(finding.class))
    .map((finding) => `${finding.class}: ${finding.what.replaceAll(/\d+/g, "N").split(":")[0]}`);
  return new Set([
    ...signs,
    ...(result.unfinished === null ? [] : ["not quiet"]),
    ...(result.unplayed.length === 0 ? [] : ["not played"]),
  ]);
}
