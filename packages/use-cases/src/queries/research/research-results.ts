import type { ArmCounts, ResearchStratum } from "@appealmod/db";
import {
  fisherExactTest,
  holmAdjust,
  type IntervalResult,
  mantelHaenszelRiskDifference,
  mantelHaenszelTest,
  type NoResult,
  newcombeInterval,
  type Proportion,
  type Stratum,
  wilsonInterval,
} from "@appealmod/statistics";
import { armOf } from "./research-flow.ts";

/**
 * What is compared between the arms, the primary outcome first.
 * - `granted`: of appeals that have ended with a recorded outcome, those whose ban was lifted.
 * - `decided`: of the same, those that a person decided.
 * - `reached`: of all appeals, those that reached moderators.
 */
export const researchOutcomes = ["granted", "decided", "reached"] as const;
export type ResearchOutcome = (typeof researchOutcomes)[number];
export const primaryOutcome: ResearchOutcome = "granted";

export interface ArmShare extends Proportion {
  readonly share: IntervalResult;
}

/** p without any effect, or why there is none. */
export type TestOfDifference = { readonly kind: "test"; readonly p: number } | NoResult;

export interface Comparison {
  readonly treatment: ArmShare;
  readonly control: ArmShare;
  readonly difference: IntervalResult;
  readonly test: TestOfDifference;
}

/** One community in one phase of constant fraction. */
export interface StratumOfResults {
  readonly subredditKey: string;
  readonly phase: number;
  /** `null` where it is not known, as of imported draws. */
  readonly treatmentFraction: number | null;
  readonly firstDrawnAt: Date;
  readonly lastDrawnAt: Date;
  readonly arms: { readonly treatment: ArmCounts; readonly control: ArmCounts };
  /** By Wilson, Newcombe's method 10, and Fisher. */
  readonly outcomes: Readonly<Record<ResearchOutcome, Comparison>>;
}

export interface PooledOutcome {
  readonly outcome: ResearchOutcome;
  /** Cases in strata with both arms: only they say anything about a difference. */
  readonly treatment: Proportion;
  readonly control: Proportion;
  /** By Mantel-Haenszel over community and phase, limits by Sato's variance. */
  readonly difference: IntervalResult;
  readonly test: TestOfDifference;
  /** Of secondary outcomes: p by Holm, over all of them. */
  readonly adjustedP?: number;
  readonly usableStrata: number;
}

/** Strata in the order of community and phase. */
export function strataOfResults(rows: readonly ResearchStratum[]): readonly StratumOfResults[] {
  const byPlace = Map.groupBy(rows, ({ subredditKey, phase }) => `${subredditKey} ${phase}`);
  return [...byPlace.values()].flatMap((both) => {
    const [one] = both;
    if (!one) return [];
    const arms = { treatment: armOf(both, "treatment"), control: armOf(both, "control") };
    const at = (pick: "firstDrawnAt" | "lastDrawnAt") => both.map((row) => row[pick].getTime());
    return {
      subredditKey: one.subredditKey,
      phase: one.phase,
      treatmentFraction: one.treatmentFraction,
      firstDrawnAt: new Date(Math.min(...at("firstDrawnAt"))),
      lastDrawnAt: new Date(Math.max(...at("lastDrawnAt"))),
      arms,
      outcomes: {
        granted: compared(arms, "granted"),
        decided: compared(arms, "decided"),
        reached: compared(arms, "reached"),
      },
    };
  });
}

/** Every outcome over all strata; never the crude sum, which a change of fraction can turn round. */
export function pooledOutcomes(strata: readonly StratumOfResults[]): readonly PooledOutcome[] {
  const pooled = researchOutcomes.map((outcome) => poolOne(strata, outcome));
  const secondary = pooled.filter(({ outcome }) => outcome !== primaryOutcome);
  const tested = secondary.filter(({ test }) => test.kind === "test");
  const adjusted = holmAdjust(tested.map(({ test }) => (test.kind === "test" ? test.p : 1)));
  return pooled.map((one) => {
    const adjustedP = adjusted[tested.indexOf(one)];
    return adjustedP === undefined ? one : { ...one, adjustedP };
  });
}

function poolOne(strata: readonly StratumOfResults[], outcome: ResearchOutcome): PooledOutcome {
  const pairs: readonly Stratum[] = strata.map(({ arms }) => ({
    first: proportionOf(arms.treatment, outcome),
    second: proportionOf(arms.control, outcome),
  }));
  const usable = pairs.filter(({ first, second }) => first.n > 0 && second.n > 0);
  const sum = (of: (pair: Stratum) => Proportion): Proportion => ({
    events: usable.reduce((total, pair) => total + of(pair).events, 0),
    n: usable.reduce((total, pair) => total + of(pair).n, 0),
  });
  const test = mantelHaenszelTest(pairs);
  return {
    outcome,
    treatment: sum(({ first }) => first),
    control: sum(({ second }) => second),
    difference: mantelHaenszelRiskDifference(pairs),
    test: test.kind === "test" ? { kind: "test", p: test.p } : test,
    usableStrata: usable.length,
  };
}

function compared(arms: StratumOfResults["arms"], outcome: ResearchOutcome): Comparison {
  const treatment = proportionOf(arms.treatment, outcome);
  const control = proportionOf(arms.control, outcome);
  const difference = newcombeInterval(treatment, control);
  // Of an empty arm Fisher's p is 1, which says nothing: better no p, and why.
  const test = difference.kind === "none" ? difference : fisherExactTest(treatment, control);
  return {
    treatment: { ...treatment, share: wilsonInterval(treatment) },
    control: { ...control, share: wilsonInterval(control) },
    difference,
    test: test.kind === "test" ? { kind: "test", p: test.p } : test,
  };
}

/** How many of an arm's cases had the outcome, and how many could have had it. */
export function proportionOf(arm: ArmCounts, outcome: ResearchOutcome): Proportion {
  const ended = arm.granted + arm.denied + arm.undecided;
  switch (outcome) {
    case "granted":
      return { events: arm.granted, n: ended };
    case "decided":
      return { events: arm.granted + arm.denied, n: ended };
    case "reached":
      return { events: arm.reached, n: arm.withAppeal };
  }
}
