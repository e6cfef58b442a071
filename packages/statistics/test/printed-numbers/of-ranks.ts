import { hodgesLehmannShift, mannWhitneyTest } from "../../src/index.ts";
import { rankSumDistribution } from "../../src/ranks/rank-sum-distribution.ts";
import { numberOf, type PrintedNumber } from "./printed-number.ts";

const x = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
const y = [1.15, 0.88, 0.9, 0.74, 1.21];
const permeability = "Hollander & Wolfe 1973, permeability; R, help of wilcox.test";
const exact = mannWhitneyTest(x, y, { alternative: "greater" });
const asymptotic = mannWhitneyTest(x, y, { alternative: "greater", method: "asymptotic" });
const men = [19, 22, 16, 29, 24];
const women = [20, 11, 17, 12];
const scipy = "scipy, help of mannwhitneyu";

/** P(U ≤ 0), P(U ≤ 1), … as printed for arms of m and n. */
const tables: readonly (readonly [n: number, m: number, printed: string])[] = [
  [3, 1, ".25 .5 .75"],
  [3, 2, ".1 .2 .4 .6"],
  [3, 3, ".05 .1 .2 .35 .5 .65"],
  [4, 1, ".2 .4 .6"],
  [4, 2, ".067 .133 .267 .4 .6"],
  [4, 3, ".028 .057 .114 .2 .314 .429 .571"],
  [4, 4, ".014 .029 .057 .1 .171 .243 .343 .443 .557"],
  [5, 1, ".167 .333 .5 .667"],
  [5, 2, ".047 .095 .19 .286 .429 .571"],
  [5, 3, ".018 .036 .071 .125 .196 .286 .393 .5 .607"],
  [5, 4, ".008 .016 .032 .056 .095 .143 .206 .278 .365 .452 .548"],
  [5, 5, ".004 .008 .016 .028 .048 .075 .111 .155 .21 .274 .345 .421 .5 .579"],
  [6, 1, ".143 .286 .428 .571"],
  [6, 2, ".036 .071 .143 .214 .321 .429 .571"],
  [6, 3, ".012 .024 .048 .083 .131 .19 .274 .357 .452 .548"],
  [6, 4, ".005 .01 .019 .033 .057 .086 .129 .176 .238 .305 .381 .457 .543"],
  [6, 5, ".002 .004 .009 .015 .026 .041 .063 .089 .123 .165 .214 .268 .331 .396 .465 .535"],
  [
    6,
    6,
    ".001 .002 .004 .008 .013 .021 .032 .047 .066 .09 .12 .155 .197 .242 .294 .350 .409 .469 .531",
  ],
];

/** 1/35, 1/21 and 3/7 stand there as .028, .047 and .428. */
const cut = new Set(["4 3 0", "5 2 0", "6 1 2"]);

function cumulative(n: number, m: number, printed: string): PrintedNumber[] {
  const ranks = Array.from({ length: n + m }, (_, position) => position + 1);
  const probabilities = rankSumDistribution(ranks, m);
  const least = (m * (m + 1)) / 2;
  return printed.split(" ").map((each, u) => ({
    method: "Mann-Whitney, exact",
    source: "Mann & Whitney 1947, p. 52, in scipy, stats/tests/test_hypotests.py",
    of: `arms of ${n} and ${m}, P(U ≤ ${u})`,
    printed: each,
    computed: probabilities.slice(0, least + u + 1).reduce((sum, p) => sum + p, 0),
    ...(cut.has(`${n} ${m} ${u}`)
      ? { printIsOff: { by: 0.0005, why: "cut off, not rounded" } }
      : {}),
  }));
}

export const ofRanks: readonly PrintedNumber[] = [
  {
    method: "Mann-Whitney",
    source: permeability,
    of: "W",
    printed: "35",
    computed: numberOf(exact, "u"),
  },
  {
    method: "Mann-Whitney, exact",
    source: permeability,
    of: "greater, p",
    printed: "0.1272",
    computed: numberOf(exact, "p"),
  },
  {
    method: "Mann-Whitney, exact",
    source: "permeability, recomputed with scipy",
    of: "greater, p",
    printed: ".1272061272",
    computed: numberOf(exact, "p"),
  },
  {
    method: "Mann-Whitney, asymptotic",
    source: "permeability, recomputed with scipy",
    of: "greater, p",
    printed: ".1223118",
    computed: numberOf(asymptotic, "p"),
  },
  {
    method: "Hodges-Lehmann",
    source: permeability,
    of: "shift",
    printed: ".305",
    computed: numberOf(hodgesLehmannShift(x, y), "estimate"),
  },
  {
    method: "Mann-Whitney",
    source: scipy,
    of: "men v women, U",
    printed: "17",
    computed: numberOf(mannWhitneyTest(men, women), "u"),
  },
  {
    method: "Mann-Whitney, exact",
    source: scipy,
    of: "men v women, p",
    printed: ".1111111111",
    computed: numberOf(mannWhitneyTest(men, women), "p"),
  },
  {
    method: "Mann-Whitney, asymptotic",
    source: scipy,
    of: "men v women, p",
    printed: ".1113468865",
    computed: numberOf(mannWhitneyTest(men, women, { method: "asymptotic" }), "p"),
  },
  ...tables.flatMap(([n, m, printed]) => cumulative(n, m, printed)),
];
