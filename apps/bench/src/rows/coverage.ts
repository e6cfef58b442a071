import { demoTruth, type ResearchStratum } from "@appealmod/db";
import {
  balanceAlarm,
  balanceOf,
  emptyArm,
  pooledOutcomes,
  spentMessages,
  strataOfResults,
  timesToDecision,
} from "@appealmod/use-cases/research";
import type { Bench, Measurement } from "../measurement.ts";

/** The phases of the demo's communities: draws and fraction of each. */
const phases = [
  { draws: 80, fractions: [0.5, 0.5, 0.5] },
  { draws: 110, fractions: [0.6, 0.4, 0.6] },
  { draws: 80, fractions: [0.7, 0.7, 0.9] },
];
const drawnAt = new Date(0);
/** Of the simulated times, in hours: no case is observed longer than this. */
const longestHours = 400;
const meanHours = 120;

/**
 * Simulates experiments whose truth is known, has the room's own functions analyse them, and counts
 * how often limits hold the truth and how often a test cries wolf. The same seed each time.
 */
export async function measureCoverage(bench: Bench): Promise<readonly Measurement[]> {
  const experiments = bench.isQuick ? 100 : 1_000;
  const chance = chanceFrom(20_261_128);
  const counts = new Map<string, { held: number; tried: number }>();
  const note = (what: string, holds: boolean) => {
    const count = counts.get(what) ?? { held: 0, tried: 0 };
    counts.set(what, { held: count.held + Number(holds), tried: count.tried + 1 });
  };
  for (let number = 1; number <= experiments && !bench.signal.aborted; number += 1) {
    if (number % 100 === 0) bench.say(`${number} of ${experiments} experiments`);
    withEffect(chance, note);
    withoutEffect(chance, note);
  }
  return [...counts].map(([what, { held, tried }]) => ({
    what: `${what}, ${tried} times`,
    measured: `${((100 * held) / tried).toFixed(1)} %`,
    floor: what.startsWith("false alarm")
      ? `${what.includes("balance check") ? 100 * balanceAlarm : 5} %`
      : "95 %",
  }));
}

type Note = (what: string, holds: boolean) => void;
type Chance = () => number;

function withEffect(chance: Chance, note: Note): void {
  const rows = experiment(chance, (place, arm) => demoTruth[place]?.[arm] ?? 0);
  const strata = strataOfResults(rows);
  const [granted] = pooledOutcomes(strata);
  // The effect is the same in each community: what is pooled estimates it, whatever the weights.
  const effect = demoTruth[0].treatment - demoTruth[0].control;
  if (granted)
    note(
      "pooled difference, Mantel-Haenszel with Sato's variance",
      holds(granted.difference, effect),
    );
  for (const { subredditKey, outcomes } of strata) {
    const truth = demoTruth[Number(subredditKey)];
    if (!truth) continue;
    const { treatment, control, difference } = outcomes.granted;
    note("a stratum's difference, Newcombe's method 10", holds(difference, effect));
    note("an arm's share, Wilson", holds(treatment.share, truth.treatment));
    note("an arm's share, Wilson", holds(control.share, truth.control));
  }
  const { combined } = balanceOf(strata);
  note("false alarm of the balance check", combined.kind === "test" && combined.p < balanceAlarm);
  note(
    "false alarm of the balance over all phases at 0.05",
    combined.kind === "test" && combined.p < 0.05,
  );
}

function withoutEffect(chance: Chance, note: Note): void {
  const [granted] = pooledOutcomes(strataOfResults(experiment(chance, () => 0.2)));
  note(
    "false alarm, pooled difference without effect",
    granted?.test.kind === "test" && granted.test.p < 0.05,
  );
  const groups = ["treatment", "control"] as const;
  const place = { subredditKey: "0", phase: 1 };
  const [times] = timesToDecision(
    groups.flatMap((group) =>
      Array.from({ length: 150 }, () => {
        const hours = Math.round(-Math.log(1 - chance()) * meanHours);
        const cut = Math.round(chance() * longestHours);
        return { ...place, group, hours: Math.min(hours, cut), isDecided: hours <= cut, cases: 1 };
      }),
    ),
  );
  if (times) {
    note(
      "false alarm, log-rank test without effect",
      times.test.kind === "test" && times.test.p < 0.05,
    );
    const median = times.medians.treatment;
    const truth = Math.round(Math.LN2 * meanHours);
    if (median.kind !== "none")
      note(
        "an arm's median time, limits on the log-log scale",
        (median.lower ?? 0) <= truth && truth <= (median.upper ?? Number.POSITIVE_INFINITY),
      );
  }
  const [spent] = spentMessages(
    groups.flatMap((group) =>
      Array.from({ length: 120 }, () => ({
        ...{ ...place, group, appeals: 1, messages: Math.floor(-Math.log(1 - chance()) * 2) },
      })),
    ),
  );
  if (spent)
    note(
      "false alarm, Mann-Whitney test without effect",
      spent.test.kind === "test" && spent.test.p < 0.05,
    );
}

function experiment(
  chance: Chance,
  truth: (place: number, arm: "treatment" | "control") => number,
): readonly ResearchStratum[] {
  return demoTruth.flatMap((_, place) =>
    phases.flatMap(({ draws, fractions }, index) => {
      const treatmentFraction = fractions[place] ?? 0.5;
      const arms = { treatment: { ...emptyArm }, control: { ...emptyArm } };
      for (let draw = 0; draw < draws; draw += 1) {
        const group = chance() < treatmentFraction ? "treatment" : "control";
        const isGranted = chance() < truth(place, group);
        arms[group].drawn += 1;
        arms[group].withAppeal += 1;
        arms[group][isGranted ? "granted" : "denied"] += 1;
      }
      return (["treatment", "control"] as const).map((group) => ({
        ...{ subredditKey: String(place), phase: index + 1, treatmentFraction, group },
        ...{ firstDrawnAt: drawnAt, lastDrawnAt: drawnAt },
        ...arms[group],
      }));
    }),
  );
}

interface Limits {
  readonly kind: string;
  readonly lower?: number;
  readonly upper?: number;
}

function holds({ lower, upper }: Limits, truth: number): boolean {
  return lower !== undefined && upper !== undefined && lower <= truth && truth <= upper;
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function chanceFrom(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
