import { arcsinePower, arcsineSize, cohenH, twoSharePower, twoShareSize } from "../../src/index.ts";
import { numberOf, type PrintedNumber } from "./printed-number.ts";

const pwr = "R, pwr::pwr.2p.test, in statsmodels, stats/tests/test_power.py";
const pwr2n = "R, pwr::pwr.2p2n.test, in statsmodels, stats/tests/test_power.py";
const cohen = "Cohen 1988, table 6.4.1, computed (from memory 1570, 392, 174, 98, 63, 25)";
const rPower = "R power.prop.test";
const fleiss = "Fleiss, Levin & Paik 2003, chapter 4, recomputed; print not seen";

const power = (source: string, of: string, printed: string, computed: number) => ({
  method: "power by Cohen's h",
  source,
  of,
  printed,
  computed,
});

export const ofPower: readonly PrintedNumber[] = [
  {
    method: "Cohen's h",
    source: "recomputed",
    of: "h(.5, .4)",
    printed: ".20135792",
    computed: cohenH(0.5, 0.4),
  },
  {
    method: "Cohen's h",
    source: "R, pwr::ES.h, in statsmodels, test_proportion_effect_size",
    of: "h(.5, .4)",
    printed: ".2013579207903309",
    computed: cohenH(0.5, 0.4),
  },
  power(pwr, "h .3, n 80", ".475100870572638", arcsinePower(0.3, 80, 80)),
  power(pwr, "h .01, n 80, two-sided", ".05045832927", arcsinePower(0.01, 80, 80)),
  power(
    pwr,
    "h .01, n 80, greater",
    ".0568695349",
    arcsinePower(0.01, 80, 80, { alternative: "greater" }),
  ),
  power(
    pwr,
    "h .01, n 80, less",
    ".0438089705",
    arcsinePower(0.01, 80, 80, { alternative: "less" }),
  ),
  power(
    pwr2n,
    "h .3, n 80 and 245, greater",
    ".7532924472",
    arcsinePower(0.3, 80, 245, { alternative: "greater" }),
  ),
  ...(
    [
      [0.1, "1569.77"],
      [0.2, "392.44"],
      [0.3, "174.42"],
      [0.4, "98.11"],
      [0.5, "62.79"],
      [0.8, "24.53"],
    ] as const
  ).map(([h, printed]) => ({
    method: "size by Cohen's h",
    source: cohen,
    of: `h ${h}, power .8, n of each arm`,
    printed,
    computed: numberOf(arcsineSize(h), "exactFirst"),
  })),
  ...["0.740", ".7401659"].map((printed) => ({
    method: "power by pooled z",
    source: printed === "0.740" ? `${rPower}, help page` : rPower,
    of: ".5 v .75, n 50",
    printed,
    computed: numberOf(twoSharePower({ share: 0.5, n: 50 }, { share: 0.75, n: 50 }), "power"),
  })),
  ...["76.7", "76.70693"].map((printed) => ({
    method: "size by pooled z",
    source: printed === "76.7" ? `${rPower}, help page` : rPower,
    of: ".5 v .75, power .9",
    printed,
    computed: numberOf(twoShareSize(0.5, 0.75, { power: 0.9 }), "exactFirst"),
  })),
  ...(
    [
      [0.3, 0.1, false, "61.60"],
      [0.3, 0.1, true, "71.25"],
      [0.65, 0.45, false, "95.94"],
      [0.65, 0.45, true, "105.71"],
    ] as const
  ).map(([first, second, continuity, printed]) => ({
    method: continuity ? "size by pooled z, continuity" : "size by pooled z",
    source: fleiss,
    of: `${first} v ${second}, power .8`,
    printed,
    computed: numberOf(twoShareSize(first, second, { continuity }), "exactFirst"),
  })),
];
