import type { ExperimentResults } from "@appealmod/use-cases/research";
import { drawPlot, plotWidth } from "./draw-plot.ts";
import type { PhaseMark } from "./draws-plot.ts";

type Week = Omit<ExperimentResults["weeks"][number], "subredditKey">;

/** What is counted by week, in the order of its lines from the top. */
export const weekLines = ["bans", "drawn", "reached", "granted"] as const;

/** Lines by week, with the moments at which a fraction changed. */
export function weeksPlot(
  label: string,
  names: Readonly<Record<(typeof weekLines)[number], string>>,
  weeks: readonly Week[],
  phases: readonly PhaseMark[],
): Promise<string> {
  const points = weekLines.flatMap((line) =>
    weeks.map((week) => ({
      ...{ line, date: new Date(`${week.week}T00:00:00Z`), count: week[line] },
    })),
  );
  const last = points.filter(({ date }) => date.getTime() === points.at(-1)?.date.getTime());
  const most = Math.max(...points.map(({ count }) => count));
  return drawPlot(label, (plot) => ({
    width: plotWidth,
    height: 230,
    marginLeft: 48,
    marginBottom: 38,
    marginRight: 150,
    x: { label: null, type: "utc" },
    y: { label: "people in a week", grid: true, zero: true },
    marks: [
      plot.ruleX(phases, { x: "at", stroke: "var(--ink)", strokeDasharray: "3 3" }),
      plot.lineY(points, {
        x: "date",
        y: "count",
        z: "line",
        stroke: ({ line }) => `var(--week-${line})`,
        strokeWidth: 2,
      }),
      plot.dot(points, {
        x: "date",
        y: "count",
        r: 2.5,
        fill: ({ line }) => `var(--week-${line})`,
      }),
      plot.text(spread(last, most / 11), {
        x: "date",
        y: "at",
        text: ({ line }: { line: (typeof weekLines)[number] }) => names[line],
        textAnchor: "start",
        dx: 8,
        fill: "currentColor",
      }),
      plot.ruleY([0], { stroke: "var(--edge)" }),
    ],
    color: { type: "identity" },
  }));
}

/** Where names of lines stand that end close to each other: above one another. */
function spread<Point extends { readonly count: number }>(points: readonly Point[], apart: number) {
  let next = Number.NEGATIVE_INFINITY;
  return points
    .toSorted((one, other) => one.count - other.count)
    .map((point) => {
      const at = Math.max(point.count, next);
      next = at + apart;
      return { ...point, at };
    });
}
