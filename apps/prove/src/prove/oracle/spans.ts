import type { Deed } from "../stories/evidence.ts";
import { justAfter } from "./just-after.ts";

/** A stretch of time; `to` is infinity for one that never ended. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

type What = Deed["step"]["do"];

/** The stretches that begin with one of some deeds and end with another. */
export function spansBetween(
  deeds: readonly Deed[],
  begin: readonly What[],
  end: What | null,
): Span[] {
  const spans: Span[] = [];
  let from: number | null = null;
  for (const { step, at } of deeds) {
    if (begin.includes(step.do)) from ??= justAfter(at);
    else if (step.do === end && from !== null) {
      spans.push({ from, to: justAfter(at) });
      from = null;
    }
  }
  return from === null ? spans : [...spans, { from, to: Number.POSITIVE_INFINITY }];
}

export function isWithin(spans: readonly Span[], date: number): boolean {
  return spans.some(({ from, to }) => from < date && date <= to);
}

/** Whether any of it lies after a date. */
export function reachesBeyond(spans: readonly Span[], date: number): boolean {
  return spans.some(({ to }) => to > date);
}
