import { kaplanMeier, logRankTest, medianTime } from "../../src/index.ts";
import { mercaptopurine, observations, placebo } from "../observations.ts";
import { numberOf, type PrintedNumber } from "./printed-number.ts";

const freireich = "Freireich et al. 1963, Blood 21:699 (6-MP)";
const boston = "Boston University, SPH, survival analysis, in scipy, stats/tests/test_survival.py";

function columns(
  source: string,
  of: string,
  times: string,
  alpha: number,
  printed: Partial<Record<"survival" | "standardError" | "lower" | "upper", string>>,
  onlyEvents = false,
): PrintedNumber[] {
  const curve = kaplanMeier(observations(times), { alpha });
  if (curve.kind === "none") return [];
  const steps = curve.steps.filter(({ events }) => events > 0 || !onlyEvents);
  return Object.entries(printed).flatMap(([name, column]) =>
    column.split(" ").flatMap((each, position) => {
      const step = steps[position];
      const computed =
        step === undefined ? Number.NaN : numberOf({ ...step, ...step.limits }, name);
      const method = `Kaplan-Meier, ${name === "standardError" ? "Greenwood" : name}`;
      return { method, source, of: `${of}, time ${step?.time}`, printed: each, computed };
    }),
  );
}

const trial = logRankTest(mercaptopurine, placebo);
const [observedFirst, observedSecond] = trial.kind === "test" ? trial.observed : [];
const [expectedFirst, expectedSecond] = trial.kind === "test" ? trial.expected : [];
const ofTrial = (of: string, printed: string, computed = Number.NaN, source = freireich) => ({
  method: "log-rank",
  source,
  of: `6-MP v placebo, ${of}`,
  printed,
  computed,
});

function logRank(source: string, first: string, second: string, statistic: string, p: string) {
  const result = logRankTest(observations(first), observations(second));
  return [
    {
      method: "log-rank",
      source,
      of: "chi-squared",
      printed: statistic,
      computed: numberOf(result, "statistic"),
    },
    { method: "log-rank", source, of: "p", printed: p, computed: numberOf(result, "p") },
  ];
}

const t5 = "3 5 8 10+ 5 5+ 8 12 15+ 14+ 2 11 10+ 9+ 12 5 8 11";
const t4 = "24+ 3 11+ 19+ 24+ 13+ 14 2+ 18+ 17+ 24+ 21+ 12+ 1 10+ 23 6+ 5 9+ 17";

export const ofTimes: readonly PrintedNumber[] = [
  ...columns(
    `${freireich}; standard errors of Greenwood recomputed with lifelines`,
    "6-MP",
    "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+",
    0.05,
    {
      survival: ".8571 .8067 .7529 .6902 .6275 .5378 .4482",
      standardError: ".0764 .0869 .0963 .1068 .1141 .1282 .1346",
    },
    true,
  ),
  {
    method: "median time",
    source: freireich,
    of: "6-MP",
    printed: "23",
    computed: numberOf(medianTime(mercaptopurine), "median"),
  },
  {
    method: "median time",
    source: freireich,
    of: "placebo",
    printed: "8",
    computed: numberOf(medianTime(placebo), "median"),
  },
  ofTrial("observed, 6-MP", "9", observedFirst),
  ofTrial("observed, placebo", "21", observedSecond),
  ofTrial("expected, 6-MP", "19.2505", expectedFirst),
  ofTrial("expected, placebo", "10.7495", expectedSecond),
  ofTrial("variance", "6.2570", numberOf(trial, "variance")),
  ofTrial("chi-squared", "16.79294", numberOf(trial, "statistic")),
  ofTrial("p", "4.1688e-05", numberOf(trial, "p")),
  ofTrial(
    "chi-squared",
    "16.8",
    numberOf(trial, "statistic"),
    "R survdiff, in lifelines, tests/test_statistics.py",
  ),
  ofTrial(
    "p",
    "4.17e-05",
    numberOf(trial, "p"),
    "R survdiff, in lifelines, tests/test_statistics.py",
  ),
  ...logRank(
    "Bland & Altman 2004, BMJ 328:1073, in scipy, stats/tests/test_survival.py",
    "6 13 21 30 37 38 49 50 63 79 86 98 202 219 31+ 47+ 80+ 82+ 82+ 149+",
    "10 10 12 13 14 15 16 17 18 20 24 24 25 28 30 33 35 37 40 40 46 48 76 81 82 91 112 181 34+ 40+ 70+",
    "7.49659416854",
    ".006181578637",
  ),
  ...logRank(
    `${boston}, chemotherapy before or after surgery`,
    "8 12 26 14 21 27 8+ 32+ 20+ 40+",
    "33 28 41 48+ 48+ 25+ 37+ 48+ 25+ 43+",
    "6.91598157449",
    ".008542873404",
  ),
  ...logRank(
    `${boston}, other trial`,
    "19 6 5 4 20+ 19+ 17+ 14+",
    "16 21 7 21+ 15+ 18+ 18+ 5+",
    ".835004855038",
    ".3608293039",
  ),
  ...columns(boston, "before surgery", "8 12 26 14 21 27 8+ 32+ 20+ 40+", 0.05, {
    survival: "0.9 0.788 0.675 0.675 0.54 0.405 0.27 0.27 0.27",
  }),
  ...columns(boston, "after surgery", "33 28 41 48+ 48+ 25+ 37+ 48+ 25+ 43+", 0.05, {
    survival: "1 0.875 0.75 0.75 0.6 0.6 0.6",
  }),
  ...columns(boston, "20 participants", t4, 0.05, {
    survival:
      "0.95 0.95 0.897 0.844 0.844 0.844 0.844 0.844 0.844 0.844 0.76 0.676 0.676 0.676 0.676 0.507 0.507",
  }),
  ...columns("Mathematica, in scipy, stats/tests/test_survival.py", "20 participants", t4, 0.05, {
    lower:
      "0.694743 0.694743 0.647529 0.591142 0.591142 0.591142 0.591142 0.591142 0.591142 0.591142 0.464605 0.370359 0.370359 0.370359 0.370359 0.160489 0.160489",
    upper:
      "0.992802 0.992802 0.973299 0.947073 0.947073 0.947073 0.947073 0.947073 0.947073 0.947073 0.906422 0.856521 0.856521 0.856521 0.856521 0.776724 0.776724",
  }),
  ...columns("R survfit, in scipy, stats/tests/test_survival.py", "18 cases, alpha .1", t5, 0.1, {
    lower:
      "0.74366748406861172 0.68582332289196246 0.50596835651480121 0.32913131413336727 0.32913131413336727 0.32913131413336727 0.15986912028781664 0.04499539918147757 0.04499539918147757 0.04499539918147757",
    upper:
      "0.9890291867238429 0.9638835422144144 0.8560366823086629 0.7130167643978450 0.7130167643978450 0.7130167643978450 0.5678602982997164 0.3887616766886558 0.3887616766886558 0.3887616766886558",
  }),
];
