import type { Group } from "@appealmod/core";
import type { ObservedHours } from "@appealmod/db";
import {
  kaplanMeier,
  type LogRankResult,
  logRankTest,
  type MedianTime,
  medianTime,
  type NoResult,
  type Observation,
  type SurvivalCurve,
} from "@appealmod/statistics";

/** How long appeals waited for a decision, in one community and phase: never over several. */
export interface TimeToDecision {
  readonly subredditKey: string;
  readonly phase: number;
  /** In hours; what is open, or ended without a decision, is censored. */
  readonly curves: Readonly<Record<Group, SurvivalCurve | NoResult>>;
  readonly medians: Readonly<Record<Group, MedianTime | NoResult>>;
  readonly test: LogRankResult | NoResult;
}

export function timesToDecision(rows: readonly ObservedHours[]): readonly TimeToDecision[] {
  const byPlace = Map.groupBy(rows, ({ subredditKey, phase }) => `${subredditKey} ${phase}`);
  return [...byPlace.values()].flatMap((both) => {
    const [one] = both;
    if (!one) return [];
    const treatment = observationsOf(both, "treatment");
    const control = observationsOf(both, "control");
    return {
      subredditKey: one.subredditKey,
      phase: one.phase,
      curves: { treatment: kaplanMeier(treatment), control: kaplanMeier(control) },
      medians: { treatment: medianTime(treatment), control: medianTime(control) },
      test: logRankTest(treatment, control),
    };
  });
}

function observationsOf(rows: readonly ObservedHours[], group: Group): readonly Observation[] {
  return rows.flatMap(({ group: arm, hours, isDecided, cases }) =>
    arm === group ? [{ time: hours, event: isDecided, cases }] : [],
  );
}
