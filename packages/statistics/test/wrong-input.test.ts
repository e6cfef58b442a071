import { describe, expect, test } from "vitest";
import * as statistics from "../src/index.ts";
import { observations } from "./observations.ts";

const good = { events: 1, n: 3 };
const s = statistics;

const wrongProportions = [
  { events: -1, n: 3 },
  { events: 4, n: 3 },
  { events: 1.5, n: 3 },
  { events: 1, n: Number.NaN },
  { events: 1, n: Number.POSITIVE_INFINITY },
];

const takingProportions: Record<string, (of: statistics.Proportion) => unknown> = {
  wilsonInterval: (of) => s.wilsonInterval(of),
  clopperPearsonInterval: (of) => s.clopperPearsonInterval(of),
  midPInterval: (of) => s.midPInterval(of),
  binomialTest: (of) => s.binomialTest(of, 0.5),
  newcombeInterval: (of) => s.newcombeInterval(good, of),
  miettinenNurminenInterval: (of) => s.miettinenNurminenInterval(of, good),
  meeInterval: (of) => s.meeInterval(of, good),
  agrestiCaffoInterval: (of) => s.agrestiCaffoInterval(good, of),
  riskRatioInterval: (of) => s.riskRatioInterval(of, good),
  adjustedRiskRatioInterval: (of) => s.adjustedRiskRatioInterval(of, good),
  koopmanInterval: (of) => s.koopmanInterval(good, of),
  oddsRatioInterval: (of) => s.oddsRatioInterval(of, good),
  conditionalOddsRatio: (of) => s.conditionalOddsRatio(good, of),
  fisherExactTest: (of) => s.fisherExactTest(of, good),
  chiSquaredTest: (of) => s.chiSquaredTest(good, of),
  mantelHaenszelRiskDifference: (of) =>
    s.mantelHaenszelRiskDifference([{ first: good, second: of }]),
  mantelHaenszelOddsRatio: (of) => s.mantelHaenszelOddsRatio([{ first: of, second: good }]),
  mantelHaenszelTest: (of) => s.mantelHaenszelTest([{ first: good, second: of }]),
};

describe.each(Object.entries(takingProportions))("%s", (_, call) => {
  test.each(wrongProportions)("refuses $events of $n", (of) => {
    expect(() => call(of)).toThrow(s.StatisticsInputError);
  });
});

test.each([0, 1, -0.05, 95, Number.NaN])("an alpha of %d is refused, and why", (alpha) => {
  expect(() => s.wilsonInterval(good, { alpha })).toThrow("For limits of 95 % give 0.05");
  expect(() => s.newcombeInterval(good, { events: 0, n: 0 }, { alpha })).toThrow(
    s.StatisticsInputError,
  );
  expect(() => s.kaplanMeier([], { alpha })).toThrow(s.StatisticsInputError);
  expect(() => s.hodgesLehmannShift([], [], { alpha })).toThrow(s.StatisticsInputError);
  expect(() => s.obrienFlemingBoundary(2, { alpha })).toThrow(s.StatisticsInputError);
});

test.each([
  ["share above 1", () => s.binomialTest(good, 1.2), "Give a share"],
  ["share that is no number", () => s.cohenH(Number.NaN, 0.5), "must lie from 0 to 1"],
  ["p-value below 0", () => s.holmAdjust([0.1, -0.1]), "Leave out outcomes"],
  ["time before the beginning", () => s.kaplanMeier([{ time: -1, event: true }]), "in the future"],
  [
    "endless time",
    () => s.logRankTest(observations("1"), [{ time: Infinity, event: false }]),
    "finite",
  ],
  ["horizon of 0", () => s.restrictedMean(observations("1"), 0), "the horizon is 0"],
  ["value that is no number", () => s.mannWhitneyTest([1, Number.NaN], [2]), "finite number"],
  ["weight of 0", () => s.goodnessOfFitTest([1, 2], [1, 0]), "Leave out cells"],
  ["weight too few", () => s.goodnessOfFitTest([1, 2], [1]), "one weight for each count"],
  ["count below 0", () => s.goodnessOfFitTest([1, -2], [1, 1]), "the count of cell 2"],
  [
    "fraction in percent",
    () => s.sampleRatioMismatch([{ fraction: 50, first: 1, second: 1 }]),
    "percent",
  ],
  ["no look", () => s.obrienFlemingBoundary(0), "plan 1 to 10"],
  ["eleven looks", () => s.obrienFlemingBoundary(11), "plan 1 to 10"],
  ["power below alpha", () => s.twoShareSize(0.1, 0.2, { power: 0.01 }), "above alpha"],
  ["ratio of 0", () => s.twoShareSize(0.1, 0.2, { ratio: 0 }), "1 for equal arms"],
  ["wrong side", () => s.twoShareSize(0.1, 0.2, { alternative: "greater" }), "Swap the arms"],
  ["wrong side", () => s.arcsineSize(0.1, { alternative: "less" }), "Swap the arms"],
  ["h beyond π", () => s.arcsinePower(4, 1, 1), "cohenH"],
  ["half a case", () => s.minimalDetectableDifference(0.5, 0.5, 9), "whole number"],
] as const)("%s: %s", (_, call, words) => {
  expect(call).toThrow(s.StatisticsInputError);
  expect(call).toThrow(words);
});
