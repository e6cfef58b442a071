import { drawPlot, marginFor, plotWidth } from "./draw-plot.ts";

/** Forms that were left at one question. */
export interface FormBar {
  readonly name: string;
  readonly count: number;
}

/** Forms that were begun and not sent, a bar for each question. */
export function formPlot(label: string, bars: readonly FormBar[]): Promise<string> {
  return drawPlot(label, (plot) => ({
    width: plotWidth,
    height: 60 + bars.length * 26,
    marginLeft: marginFor(bars.map(({ name }) => name)),
    marginBottom: 40,
    x: { label: "forms", labelOffset: 36, grid: true },
    y: { label: null, domain: bars.map(({ name }) => name), tickSize: 0 },
    marks: [
      plot.barX(bars, {
        x: "count",
        y: "name",
        fill: "var(--arm-treatment)",
        insetTop: 2,
        insetBottom: 2,
      }),
      plot.ruleX([0], { stroke: "var(--edge)" }),
    ],
  }));
}
