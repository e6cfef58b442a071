import type { ExperimentHealth } from "@appealmod/use-cases/research";
import { drawPlot } from "./draw-plot.ts";

type Day = ExperimentHealth["days"][number];

/** The phases' beginnings, drawn as lines: a fraction changed there. */
export interface PhaseMark {
  readonly at: Date;
}

/** Draws by day, both arms on top of each other. */
export function drawsPlot(
  label: string,
  days: readonly Day[],
  phases: readonly PhaseMark[],
): Promise<string> {
  const bars = days.flatMap(({ day, treatment, control }) => {
    const date = new Date(`${day}T00:00:00Z`);
    return [
      { date, arm: "treatment", count: treatment },
      { date, arm: "control", count: control },
    ];
  });
  return drawPlot(label, (plot) => ({
    width: 640,
    height: 220,
    marginLeft: 40,
    x: { label: null, type: "utc" },
    y: { label: "draws on a day", grid: true },
    marks: [
      plot.rectY(bars, {
        x: "date",
        y: "count",
        interval: "day",
        fill: ({ arm }) => `var(--arm-${arm})`,
        inset: 0,
      }),
      plot.ruleX(phases, { x: "at", stroke: "var(--ink)", strokeDasharray: "3 3" }),
      plot.ruleY([0], { stroke: "var(--edge)" }),
    ],
    color: { type: "identity" },
  }));
}
