import {
  binomialTest,
  clopperPearsonInterval,
  midPInterval,
  type Proportion,
  wilsonInterval,
} from "../../src/index.ts";
import { limits, numberOf, type PrintedNumber } from "./printed-number.ts";

const newcombe = "Newcombe 1998, Stat Med 17:857–872, Table I";
const scipy = "scipy, stats/tests/test_morestats.py (from R binom.test and prop.test)";
const statsmodels = "statsmodels, stats/tests/test_proportion.py (from R binom.test)";
const binom = "statsmodels, results_proportion.py (from R's package binom)";

const methods = {
  Wilson: (of: Proportion) => wilsonInterval(of),
  "Wilson, continuity": (of: Proportion) => wilsonInterval(of, { continuity: true }),
  "Clopper-Pearson": (of: Proportion) => clopperPearsonInterval(of),
  "mid-P": (of: Proportion) => midPInterval(of),
};

type Method = keyof typeof methods;

function rows(
  source: string,
  events: number,
  n: number,
  printed: Partial<Record<Method, string>>,
): PrintedNumber[] {
  return Object.entries(methods).flatMap(([method, interval]) => {
    const both = Object.entries(printed).find(([name]) => name === method)?.[1];
    if (both === undefined) return [];
    return limits({ method, source, of: `${events}/${n}` }, both, interval({ events, n }));
  });
}

function test(source: string, events: number, n: number, share: number, name: string, p: string) {
  return {
    method: "binomial test",
    source,
    of: `${events}/${n} against ${name}, p`,
    printed: p,
    computed: numberOf(binomialTest({ events, n }, share), "p"),
  };
}

export const ofProportions: readonly PrintedNumber[] = [
  ...rows(newcombe, 81, 263, {
    Wilson: ".2553 .3662",
    "Wilson, continuity": ".2535 .3682",
    "Clopper-Pearson": ".2527 .3676",
    "mid-P": ".2544 .3658",
  }),
  ...rows(newcombe, 0, 20, {
    Wilson: "0 .1611",
    "Wilson, continuity": "0 .2005",
    "Clopper-Pearson": "0 .1684",
    "mid-P": "0 .1391",
  }),
  ...rows(newcombe, 1, 29, {
    Wilson: ".0061 .1718",
    "Wilson, continuity": ".0018 .1963",
    "Clopper-Pearson": ".0009 .1776",
    "mid-P": ".0017 .1585",
  }),
  test(statsmodels, 51, 235, 1 / 6, "1/6", ".0437479701823997"),
  ...rows(statsmodels, 51, 235, { "Clopper-Pearson": ".1660633298083073 .2752683640289254" }),
  test(scipy, 20, 100, 0.25, ".25", ".2983720970096"),
  ...rows(scipy, 20, 100, { "Clopper-Pearson": ".1266555521019559 .2918426890886281" }),
  ...rows(scipy, 0, 10, { "Clopper-Pearson": "0 .3084971", Wilson: "0 .2775328" }),
  ...rows(scipy, 10, 10, { "Clopper-Pearson": ".6915029 1", Wilson: ".7224672 1" }),
  ...rows(scipy, 3, 10, {
    Wilson: ".1077913 .6032219",
    "Wilson, continuity": ".08094782 .64632928",
  }),
  ...rows(binom, 4, 200, { Wilson: ".00780442641634947 .05028708690582643" }),
  ...rows(binom, 19, 38, { Wilson: ".348499283643951 .651500716356049" }),
];
