/** A published number; what must not be told is `<5`, and what would tell it is `hidden`. */
export type Cell = number | "<5" | "hidden";

export interface PublishedTable {
  readonly total: Cell;
  readonly parts: Readonly<Record<string, Cell>>;
}

/** A number below this is not told. */
const leastTold = 5;

/** A number that stands alone. */
export function hideSmall(count: number): Cell {
  return count < leastTold ? "<5" : count;
}

/**
 * Hides what is below 5, and then the total: with it a hidden part could be worked out. The total and
 * not a larger part is given up, since it is known to within a few from the parts that are told, and
 * since which of the larger parts had to go would itself tell something to whoever knows the rule.
 */
export function hideSmallCells(counts: Readonly<Record<string, number>>): PublishedTable {
  const parts = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, hideSmall(count)]),
  );
  const isAnyHidden = Object.values(parts).includes("<5");
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { total: isAnyHidden ? "hidden" : hideSmall(total), parts };
}
