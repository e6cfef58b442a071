/**
 * Where a function that changes its sign once between two points is 0, to the last digits that
 * doubles have. Infinite values at the ends are welcome. Halves the bracket, but takes the step of
 * inverse quadratic interpolation where that is safe.
 *
 * Source: Chandrupatla 1997, Advances in Engineering Software 28:145–149.
 */
export function findRoot(value: (at: number) => number, from: number, to: number): number {
  let a = from;
  let b = to;
  let valueA = value(a);
  let valueB = value(b);
  if (valueA === 0) return a;
  if (valueB === 0) return b;
  if (valueA > 0 === valueB > 0) return Math.abs(valueA) < Math.abs(valueB) ? a : b;
  let share = 0.5;
  for (let step = 0; step < 2000; step += 1) {
    const at = a + share * (b - a);
    if (at === a || at === b) break;
    const valueAt = value(at);
    if (valueAt === 0) return at;
    const c = valueAt > 0 === valueA > 0 ? a : b;
    const valueC = c === a ? valueA : valueB;
    if (c === b) {
      b = a;
      valueB = valueA;
    }
    a = at;
    valueA = valueAt;
    const width = Math.abs(b - a);
    const tolerance = 2 * Number.EPSILON * Math.abs(a) + Number.MIN_VALUE;
    if (width <= 2 * tolerance) break;
    share = interpolated(a, b, c, valueA, valueB, valueC);
    const least = tolerance / width;
    share = Math.min(Math.max(share, least), 1 - least);
  }
  return Math.abs(valueA) < Math.abs(valueB) ? a : b;
}

function interpolated(
  a: number,
  b: number,
  c: number,
  valueA: number,
  valueB: number,
  valueC: number,
): number {
  const position = (a - b) / (c - b);
  const height = (valueA - valueB) / (valueC - valueB);
  const safe = height ** 2 < position && (1 - height) ** 2 < 1 - position;
  if (!safe) return 0.5;
  const share =
    (valueA / (valueB - valueA)) * (valueC / (valueB - valueC)) +
    ((c - a) / (b - a)) * (valueA / (valueC - valueA)) * (valueB / (valueC - valueB));
  return Number.isFinite(share) ? share : 0.5;
}
