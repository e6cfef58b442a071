import {
  adjustedRiskRatioInterval,
  agrestiCaffoInterval,
  chiSquaredTest,
  conditionalOddsRatio,
  fisherExactTest,
  koopmanInterval,
  meeInterval,
  miettinenNurminenInterval,
  newcombeInterval,
  oddsRatioInterval,
  riskRatioInterval,
} from "../../src/index.ts";
import { limits, numberOf, type PrintedNumber } from "./printed-number.ts";

type Cells = readonly [a: number, b: number, c: number, d: number];

const armsOf = ([a, b, c, d]: Cells) =>
  [
    { events: a, n: a + b },
    { events: c, n: c + d },
  ] as const;

const newcombe = "Newcombe 1998, Stat Med 17:873–890, Table II; DescTools, tests/misc.R";
const ofNewcombesTable =
  "recomputed with other libraries for Newcombe 1998, Table II; print not seen";
const fagerland = "Fagerland, Lydersen & Laake 2015; statsmodels, test_confint_2indep";
const propCis = "R's package PropCIs, in statsmodels, test_confint_2indep_propcis";

/** Printed in the order Newcombe 10, 11, Miettinen-Nurminen, Mee, Agresti-Caffo. */
function differences(
  source: string,
  of: string,
  cells: Cells,
  estimate: string,
  printed: readonly (string | undefined)[],
): PrintedNumber[] {
  const [first, second] = armsOf(cells);
  const results = [
    { method: "Newcombe 10", result: newcombeInterval(first, second) },
    { method: "Newcombe 11", result: newcombeInterval(first, second, { continuity: true }) },
    { method: "Miettinen-Nurminen", result: miettinenNurminenInterval(first, second) },
    { method: "Mee", result: meeInterval(first, second) },
    { method: "Agresti-Caffo", result: agrestiCaffoInterval(first, second) },
  ];
  return [
    {
      method: "difference",
      source,
      of,
      printed: estimate,
      computed: numberOf(newcombeInterval(first, second), "estimate"),
    },
    ...results.flatMap(({ method, result }, position) => {
      const both = printed[position];
      return both === undefined ? [] : limits({ method, source, of }, both, result);
    }),
  ];
}

const rFisher =
  "R fisher.test, in scipy, stats/tests/test_stats.py and data/fisher_exact_results_from_r.py";

function fisher(
  cells: Cells,
  printed: string,
  alternative: "two-sided" | "less" | "greater" = "two-sided",
  source = rFisher,
): PrintedNumber {
  const [a, b, c, d] = cells;
  const [first, second] = armsOf(cells);
  return {
    method: "Fisher",
    source,
    of: `[[${a}, ${b}], [${c}, ${d}]], ${alternative}, p`,
    printed,
    computed: numberOf(fisherExactTest(first, second, { alternative }), "p"),
  };
}

const [first56, second48] = armsOf([56, 14, 48, 32]);
const plain = chiSquaredTest(first56, second48);
const yates = chiSquaredTest(first56, second48, { continuity: true });
const [seven, one] = armsOf([7, 27, 1, 33]);
const conditional = conditionalOddsRatio(...armsOf([2, 7, 8, 2]));
const rOddsRatio = "R fisher.test, in scipy, data/fisher_exact_results_from_r.py";
const foundEarly = {
  by: 2e-5,
  why: "R ends its search for the root at four digits; scipy's odds_ratio agrees with ours",
};
const rChiSquared = "R chisq.test, recomputed with scipy";

export const ofTwoArms: readonly PrintedNumber[] = [
  ...differences(newcombe, "56/70 v 48/80", [56, 14, 48, 32], ".2000", [
    ".0524 .3339",
    ".0428 .3422",
    ".0528 .3382",
    ".0533 .3377",
    ".0525 .3358",
  ]),
  ...differences(newcombe, "9/10 v 3/10", [9, 1, 3, 7], ".6000", [
    ".1705 .8090",
    ".1013 .8387",
    ".1700 .8406",
    ".1821 .8370",
    ".1600 .8400",
  ]),
  ...differences(ofNewcombesTable, "0/10 v 0/20", [0, 10, 0, 20], "0", [
    "-.1611 .2775",
    "-.2005 .3445",
    "-.1658 .2844",
    "-.1611 .2775",
  ]),
  ...differences(newcombe, "10/10 v 0/20", [10, 0, 0, 20], "1", [
    ".6791 1",
    ".6014 1",
    ".7156 1",
    ".7225 1",
    ".6922 1",
  ]),
  ...differences(newcombe, "84/101 v 89/105", [84, 17, 89, 16], "-.0159", [
    "-.1177 .0851",
    "-.1245 .0918",
    "-.1191 .0860",
    "-.1188 .0857",
    "-.1168 .0850",
  ]),
  ...differences(fagerland, "7/34 v 1/34", [7, 27, 1, 33], ".1765", [
    ".0189 .3404",
    "-.0040 .3568",
    ".0270 .3453",
    ".0284 .3439",
    ".0116 .3217",
  ]),
  ...limits(
    { method: "Mee", source: `${fagerland}, printed as Miettinen-Nurminen`, of: "7/34 v 1/34" },
    ".028 .34",
    meeInterval(seven, one),
  ),
  ...limits(
    { method: "Miettinen-Nurminen", source: `${propCis}, diffscoreci`, of: "7/34 v 1/34" },
    ".0270416 .3452912",
    miettinenNurminenInterval(seven, one),
  ),
  ...limits(
    { method: "Agresti-Caffo", source: `${propCis}, wald2ci`, of: "7/34 v 1/34" },
    ".01161167 .32172166",
    agrestiCaffoInterval(seven, one),
  ),
  {
    method: "risk ratio",
    source: fagerland,
    of: "7/34 v 1/34",
    printed: "7.0",
    computed: numberOf(riskRatioInterval(seven, one), "estimate"),
  },
  ...limits(
    { method: "risk ratio, log", source: fagerland, of: "7/34 v 1/34" },
    ".91 54",
    riskRatioInterval(seven, one),
  ),
  ...limits(
    { method: "risk ratio, adjusted log", source: fagerland, of: "7/34 v 1/34" },
    ".92 27",
    adjustedRiskRatioInterval(seven, one),
  ),
  ...limits(
    { method: "risk ratio, Koopman", source: `${propCis}, riskscoreci`, of: "7/34 v 1/34" },
    "1.220853 42.575718",
    koopmanInterval(seven, one),
  ),
  {
    method: "odds ratio",
    source: fagerland,
    of: "7/34 v 1/34",
    printed: "8.556",
    computed: numberOf(oddsRatioInterval(seven, one), "estimate"),
  },
  ...limits(
    { method: "odds ratio, Woolf", source: fagerland, of: "7/34 v 1/34" },
    ".99 74",
    oddsRatioInterval(seven, one),
  ),
  fisher([2, 7, 8, 2], ".02301413756522114"),
  fisher([2, 7, 8, 2], ".018521725952", "less"),
  fisher([2, 7, 8, 2], ".9990149169716", "greater"),
  fisher([5, 15, 20, 20], ".09580440012477637"),
  fisher([10, 5, 10, 0], ".06126482213438734"),
  fisher([5, 0, 1, 4], ".0476190476190476"),
  fisher([0, 2, 6, 4], ".4545454545"),
  fisher(
    [3, 1, 1, 3],
    ".4857142857",
    "two-sided",
    "Fisher 1935 (tea taster); R, help of fisher.test",
  ),
  fisher(
    [3, 1, 1, 3],
    ".2428571429",
    "greater",
    "Fisher 1935 (tea taster); R, help of fisher.test",
  ),
  fisher([22, 0, 0, 102], "7.175066786244549e-25"),
  fisher([17704, 496, 1065, 75], "5.56e-11"),
  fisher([0, 5, 0, 10], "1"),
  fisher([5, 0, 10, 0], "1"),
  fisher([0, 0, 5, 10], "1"),
  fisher([56, 14, 48, 32], ".012521129749", "two-sided", "recomputed with scipy for R fisher.test"),
  {
    method: "chi-squared",
    source: rChiSquared,
    of: "56/70 v 48/80",
    printed: "7.023411371",
    computed: numberOf(plain, "statistic"),
  },
  {
    method: "chi-squared",
    source: rChiSquared,
    of: "56/70 v 48/80, p",
    printed: ".008045081",
    computed: numberOf(plain, "p"),
  },
  {
    method: "chi-squared, Yates",
    source: rChiSquared,
    of: "56/70 v 48/80",
    printed: "6.114270410",
    computed: numberOf(yates, "statistic"),
  },
  {
    method: "chi-squared, Yates",
    source: rChiSquared,
    of: "56/70 v 48/80, p",
    printed: ".013409475",
    computed: numberOf(yates, "p"),
  },
  {
    method: "conditional odds ratio",
    source: rOddsRatio,
    of: "[[2, 7], [8, 2]]",
    printed: ".0858623513573622",
    computed: numberOf(conditional, "estimate"),
    printIsOff: foundEarly,
  },
  ...limits(
    {
      method: "conditional odds ratio",
      source: rOddsRatio,
      of: "[[2, 7], [8, 2]]",
      printIsOff: foundEarly,
    },
    ".004668988338943325 .895792956493601",
    conditional,
  ),
];
