import type { ExperimentResults } from "@appealmod/use-cases/research";
import { drawPlot } from "./draw-plot.ts";
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
  return drawPlot(label, (plot) => ({
    width: 640,
    height: 260,
    marginLeft: 48,
    marginRight: 130,
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
      plot.text(last, {
        x: "date",
        y: "count",
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
