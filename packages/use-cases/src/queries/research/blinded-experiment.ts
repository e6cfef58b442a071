import type { Group } from "@appealmod/core";
import type { ExperimentCounts, ResearchBlinding } from "@appealmod/db";
import type { ExperimentResults } from "./experiment-results.ts";
import { formUse } from "./form-use.ts";
import { emptyArm } from "./research-flow.ts";
import { toxicityResults } from "./toxicity-results.ts";

/** Counts with arm A in the place of treatment and arm B in that of control, whichever they are. */
export function withLetters(
  counts: ExperimentCounts,
  { treatmentIsA }: ResearchBlinding,
): ExperimentCounts {
  if (treatmentIsA) return counts;
  const swapped = <Row extends { readonly group: Group }>(rows: readonly Row[]) =>
    rows.map((row) => ({
      ...row,
      group: row.group === "treatment" ? ("control" as const) : ("treatment" as const),
    }));
  return {
    ...counts,
    strata: swapped(counts.strata).map((stratum) => ({
      ...stratum,
      treatmentFraction: complement(stratum.treatmentFraction),
    })),
    hours: swapped(counts.hours),
    messages: swapped(counts.messages),
    labels: swapped(counts.labels),
    days: counts.days.map(({ treatment, control, ...day }) => ({
      ...{ ...day, treatment: control, control: treatment },
    })),
  };
}

function complement(fraction: number | null): number | null {
  return fraction === null ? null : Number((1 - fraction).toPrecision(12));
}

/**
 * Results without what only one arm can have: the form, and who was held back from moderators, as
 * nobody in control is.
 */
export function withoutTells(results: ExperimentResults): ExperimentResults {
  const bare = (arm: ExperimentResults["flow"]["arms"]["treatment"]) => ({
    ...{ ...arm, invited: 0, formBegun: 0, formSent: 0, reached: 0 },
  });
  const { flow, strata, pooled, labels } = results;
  return {
    ...results,
    flow: {
      ...flow,
      arms: { treatment: bare(flow.arms.treatment), control: bare(flow.arms.control) },
    },
    strata: strata.map((stratum) => ({
      ...stratum,
      arms: { treatment: bare(stratum.arms.treatment), control: bare(stratum.arms.control) },
    })),
    pooled: pooled.filter(({ outcome }) => outcome !== "reached"),
    form: formUse(emptyArm, []),
    labels: { ...labels, reached: toxicityResults([], []).reached },
  };
}
