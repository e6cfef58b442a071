import type { ExperimentResults } from "@appealmod/use-cases/research";

/** An interval or the reason why there is none, as the statistics give it. */
export type Interval = ExperimentResults["pooled"][number]["difference"];

/** A share as a percentage: 22.4 %. */
export function percent(share: number): string {
  return `${decimal(share * 100)} %`;
}

/** A difference of shares in percentage points, with its sign: +6.1. */
export function points(difference: number): string {
  const written = decimal(Math.abs(difference) * 100);
  if (Number(written) === 0) return "0.0";
  return `${difference > 0 ? "+" : "−"}${written}`;
}

/** The same without its sign, for sentences that say the direction. */
export function pointsBare(difference: number): string {
  return decimal(Math.abs(difference) * 100);
}

/** p with three digits after the point: below that, "< 0.001". */
export function pValue(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** How a p stands in a sentence or after a word: "= 0.042", "< 0.001". */
export function pIs(p: number): string {
  return p < 0.001 ? "< 0.001" : `= ${p.toFixed(3)}`;
}

export function whole(count: number): string {
  return count.toLocaleString("en-GB");
}

function decimal(value: number): string {
  return value.toFixed(1);
}
