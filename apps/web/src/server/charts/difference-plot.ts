import { drawPlot, marginFor, plotWidth } from "./draw-plot.ts";

/** One line of a plot of differences; the limits are left out where there are none. */
export interface DifferenceRow {
  readonly name: string;
  readonly estimate: number;
  readonly limits?: { readonly lower: number; readonly upper: number };
  readonly isPooled: boolean;
}

/**
 * Differences between the arms with their limits, in percentage points, a line for each stratum.
 *
 * @param axis which arm less which
 */
export function differencePlot(
  label: string,
  axis: string,
  rows: readonly DifferenceRow[],
): Promise<string> {
  const limited = rows.flatMap(({ limits, ...row }) => (limits ? [{ ...row, ...limits }] : []));
  const ends = [0, ...rows.map(({ estimate }) => estimate)].concat(
    limited.flatMap(({ lower, upper }) => [lower, upper]),
  );
  const room = Math.max(0.02, (Math.max(...ends) - Math.min(...ends)) * 0.05);
  const points = (share: number) => share * 100;
  return drawPlot(label, (plot) => ({
    width: plotWidth,
    height: 68 + rows.length * 26,
    marginBottom: 46,
    marginLeft: marginFor(rows.map(({ name }) => name)),
    marginRight: 12,
    x: {
      label: axis,
      labelOffset: 40,
      domain: [points(Math.min(...ends) - room), points(Math.max(...ends) + room)],
      grid: true,
    },
    y: { label: null, domain: rows.map(({ name }) => name), tickSize: 0 },
    marks: [
      plot.ruleX([0], { stroke: "var(--edge)" }),
      plot.link(limited, {
        x1: ({ lower }) => points(lower),
        x2: ({ upper }) => points(upper),
        y1: "name",
        y2: "name",
        stroke: "var(--arm-treatment)",
        strokeWidth: ({ isPooled }: DifferenceRow) => (isPooled ? 4 : 2),
      }),
      plot.dot(rows, {
        x: ({ estimate }) => points(estimate),
        y: "name",
        r: ({ isPooled }: DifferenceRow) => (isPooled ? 6 : 4.5),
        symbol: ({ isPooled }: DifferenceRow) => (isPooled ? "diamond" : "circle"),
        fill: "var(--arm-treatment)",
        stroke: "var(--surface)",
      }),
    ],
    r: { type: "identity" },
  }));
}
