import type { ExperimentResults } from "@appealmod/use-cases/research";
import { drawPlot } from "./draw-plot.ts";

/** How many messages appeals took, in percent of each arm: two bars side by side for each count. */
export function messagesPlot(
  label: string,
  { counts, appeals }: Pick<ExperimentResults["messages"][number], "counts" | "appeals">,
): Promise<string> {
  const bars = (["treatment", "control"] as const).flatMap((arm) =>
    counts[arm].map(({ value, count }) => ({
      arm,
      x1: arm === "treatment" ? value - 0.36 : value,
      x2: arm === "treatment" ? value : value + 0.36,
      share: (100 * count) / appeals[arm],
    })),
  );
  return drawPlot(label, (plot) => ({
    width: 640,
    height: 220,
    marginLeft: 48,
    marginBottom: 44,
    x: { label: "messages of moderators", labelOffset: 40 },
    y: { label: "appeals of the arm, %", grid: true, zero: true },
    marks: [
      plot.rectY(bars, {
        x1: "x1",
        x2: "x2",
        y: "share",
        fill: ({ arm }) => `var(--arm-${arm})`,
      }),
      plot.ruleY([0], { stroke: "var(--edge)" }),
    ],
    color: { type: "identity" },
  }));
}
