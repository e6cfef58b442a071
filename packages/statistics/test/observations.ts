import type { Observation } from "../src/index.ts";

/** "6 9+" are a case with the event at 6 and one censored at 9, as papers print them. */
export function observations(printed: string): Observation[] {
  return printed.split(" ").map((each) => ({
    time: Number(each.replace("+", "")),
    event: !each.endsWith("+"),
  }));
}

/** Freireich et al. 1963, Blood 21:699: weeks of remission. */
export const placebo = observations("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");
export const mercaptopurine = observations(
  "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+",
);
