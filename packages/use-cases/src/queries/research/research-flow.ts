import type { Group, ReasonCode } from "@appealmod/core";
import type { ArmCounts, ResearchStratum, Screening } from "@appealmod/db";

/** From the ban to the outcome, in people of one community each; whoever is in two counts twice. */
export interface ResearchFlow {
  /** Left out for one phase: nobody is in a phase before the draw. */
  readonly screening?: ScreeningFlow;
  readonly drawn: number;
  readonly arms: Readonly<Record<Group, ArmCounts>>;
}

export interface ScreeningFlow {
  /** By the register: `silent` and `wroteInRegister` together. */
  readonly banned: number;
  readonly silent: number;
  readonly wroteInRegister: number;
  readonly wroteNotInRegister: number;
  /** `excludedTotal` and `drawn` together. */
  readonly wrote: number;
  readonly excluded: readonly { readonly reason: ReasonCode; readonly count: number }[];
  readonly excludedTotal: number;
}

export const emptyArm: ArmCounts = Object.freeze({
  drawn: 0,
  withoutAppeal: 0,
  withAppeal: 0,
  invited: 0,
  formBegun: 0,
  formSent: 0,
  reached: 0,
  granted: 0,
  denied: 0,
  undecided: 0,
  unrecorded: 0,
  open: 0,
});

const counted = Object.keys(emptyArm) as readonly (keyof ArmCounts)[];

/** The counts of one arm over any number of strata. */
export function armOf(strata: readonly ResearchStratum[], group: Group): ArmCounts {
  const sums = { ...emptyArm };
  for (const stratum of strata)
    if (stratum.group === group) for (const key of counted) sums[key] += stratum[key];
  return sums;
}

export function flowOf(
  strata: readonly ResearchStratum[],
  screenings?: readonly Screening[],
): ResearchFlow {
  const arms = { treatment: armOf(strata, "treatment"), control: armOf(strata, "control") };
  const drawn = arms.treatment.drawn + arms.control.drawn;
  return { ...(screenings && { screening: screeningOf(screenings) }), drawn, arms };
}

function screeningOf(screenings: readonly Screening[]): ScreeningFlow {
  const sum = (of: (one: Screening) => number) =>
    screenings.reduce((total, one) => total + of(one), 0);
  const byReason = new Map<ReasonCode, number>();
  for (const { excluded } of screenings)
    for (const [reason, count] of Object.entries(excluded) as [ReasonCode, number][])
      byReason.set(reason, (byReason.get(reason) ?? 0) + count);
  const excluded = [...byReason]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1));
  const silent = sum((one) => one.silent);
  const wroteInRegister = sum((one) => one.wroteInRegister);
  const wroteNotInRegister = sum((one) => one.wroteNotInRegister);
  return {
    banned: silent + wroteInRegister,
    silent,
    wroteInRegister,
    wroteNotInRegister,
    wrote: wroteInRegister + wroteNotInRegister,
    excluded,
    excludedTotal: excluded.reduce((total, { count }) => total + count, 0),
  };
}
