import {
  cohenKappa,
  goodnessOfFitTest,
  holmAdjust,
  mantelHaenszelOddsRatio,
  mantelHaenszelTest,
  newcombeInterval,
  obrienFlemingBoundary,
  sampleRatioMismatch,
} from "../../src/index.ts";
import { admissions } from "../admissions.ts";
import { limits, numberOf, type PrintedNumber } from "./printed-number.ts";

function holm(source: string, raw: readonly number[], printed: string): PrintedNumber[] {
  const adjusted = holmAdjust(raw);
  return printed.split(" ").map((each, position) => ({
    method: "Holm",
    source,
    of: `p ${position + 1} of ${raw.length}, raw ${raw[position]}`,
    printed: each,
    computed: adjusted[position] ?? Number.NaN,
  }));
}

const rAdmissions = "R, help of mantelhaen.test, UCBAdmissions";
const ofAdmissions = (printed: string, result: object, name: string, of: string) => ({
  method: `Mantel-Haenszel ${of}`,
  source: rAdmissions,
  of: `six departments, ${name}`,
  printed,
  computed: numberOf(result, name),
});
const withContinuity = mantelHaenszelTest(admissions, { continuity: true });
const withoutContinuity = mantelHaenszelTest(admissions);
const oddsRatio = mantelHaenszelOddsRatio(admissions);
const crude = {
  first: { events: 1198, n: 2691 },
  second: { events: 557, n: 1835 },
};

function balance(source: string, first: number, second: number, statistic: string, p: string) {
  const { combined } = sampleRatioMismatch([{ fraction: 0.5, first, second }]);
  const about = { method: "sample ratio mismatch", source };
  const of = `${first} : ${second} at one half`;
  return [
    {
      ...about,
      of: `${of}, chi-squared`,
      printed: statistic,
      computed: numberOf(combined, "statistic"),
    },
    { ...about, of: `${of}, p`, printed: p, computed: numberOf(combined, "p") },
  ];
}

const mendel = goodnessOfFitTest([315, 108, 101, 32], [9, 3, 3, 1]);
const mendelSource = "Mendel 1866 (peas, 9 : 3 : 3 : 1), recomputed with scipy";
const looks = obrienFlemingBoundary(2);
const sas = "SAS, in statsmodels, stats/tests/test_inter_rater.py";
const table = [
  ["first", "second", 4],
  ["first", "third", 1],
  ["second", "second", 8],
  ["third", "second", 1],
  ["third", "third", 5],
] as const;
const kappa = cohenKappa(
  table.flatMap(([one, other, count]) =>
    Array.from({ length: count }, (): readonly [string, string] => [one, other]),
  ),
);

export const ofStrataAndOutcomes: readonly PrintedNumber[] = [
  ...holm("R p.adjust; @stdlib/stats-padjust", [0.01, 0.04, 0.03, 0.005], ".03 .06 .06 .02"),
  ...holm(
    "R pairwise.prop.test (smokers), in statsmodels, TestProportion",
    [
      0.00533824886503131, 0.8327574849753566, 0.1880573726722516, 0.002026764254350234,
      0.1309487516334318, 0.1076118730631731,
    ],
    ".02669124432515654 .8327574849753566 .4304474922526926 .0121605855261014 .4304474922526926 .4304474922526926",
  ),
  ofAdmissions("1.4269", withContinuity, "statistic", "test, continuity"),
  ofAdmissions(".2323", withContinuity, "p", "test, continuity"),
  ofAdmissions("1.5246", withoutContinuity, "statistic", "test"),
  ofAdmissions(".2169", withoutContinuity, "p", "test"),
  ofAdmissions(".9046968", oddsRatio, "estimate", "odds ratio"),
  ...limits(
    { method: "Mantel-Haenszel odds ratio", source: rAdmissions, of: "six departments" },
    ".7719074 1.0603298",
    oddsRatio,
  ),
  {
    method: "crude difference",
    source: "R, UCBAdmissions: Simpson's paradox",
    of: "1198/2691 v 557/1835",
    printed: ".1416",
    computed: numberOf(newcombeInterval(crude.first, crude.second), "estimate"),
  },
  ...balance("Wikipedia, Sample ratio mismatch", 600, 400, "40", "2.54e-10"),
  ...balance("recomputed with scipy", 600, 400, "40", "2.5396e-10"),
  ...balance(
    "known from Kohavi, Tang & Xu 2020, recomputed with scipy; print not seen",
    821_588,
    815_482,
    "22.774369",
    "1.8218e-06",
  ),
  {
    method: "goodness of fit",
    source: mendelSource,
    of: "315 : 108 : 101 : 32, chi-squared",
    printed: ".470024",
    computed: numberOf(mendel, "statistic"),
  },
  {
    method: "goodness of fit",
    source: mendelSource,
    of: "315 : 108 : 101 : 32, p",
    printed: ".9254259",
    computed: numberOf(mendel, "p"),
  },
  ...["2.7965", "1.9774"].map((printed, position) => ({
    method: "O'Brien-Fleming",
    source: "recomputed by another integration",
    of: `look ${position + 1} of 2, alpha .05`,
    printed,
    computed: looks[position]?.z ?? Number.NaN,
  })),
  ...["2.797", "1.977"].map((printed, position) => ({
    method: "O'Brien-Fleming",
    source: "textbooks of sequential trials; print not seen",
    of: `look ${position + 1} of 2, alpha .05`,
    printed,
    computed: looks[position]?.z ?? Number.NaN,
  })),
  {
    method: "Cohen's kappa",
    source: sas,
    of: "19 items, 3 labels",
    printed: "0.4842",
    computed: numberOf(kappa, "estimate"),
  },
  ...limits(
    { method: "Cohen's kappa", source: sas, of: "19 items, 3 labels" },
    "0.2137 0.7547",
    kappa,
  ),
];
