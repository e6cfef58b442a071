import { StatisticsInputError } from "../input/statistics-input-error.ts";

/**
 * p-values of several outcomes, adjusted so that one false alarm among all of them is no more probable
 * than alpha: in the order given, each at least as great as before, at most 1. Of none there are none.
 *
 * Source: Holm 1979, Scandinavian Journal of Statistics 6:65–70.
 *
 * @throws StatisticsInputError if a value lies outside 0 to 1
 */
export function holmAdjust(pValues: readonly number[]): number[] {
  const wrong = pValues.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) {
    throw new StatisticsInputError(
      `a p-value is ${wrong}: it must lie from 0 to 1. Leave out outcomes that could not be tested.`,
    );
  }
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 0;
  const ascending = pValues.map((p, position) => ({ p, position })).sort((a, b) => a.p - b.p);
  ascending.forEach(({ p, position }, rank) => {
    least = Math.max(least, Math.min(1, p * (pValues.length - rank)));
    adjusted[position] = least;
  });
  return adjusted;
}
