import type { TimeToDecision } from "@appealmod/use-cases/research";
import { drawPlot } from "./draw-plot.ts";
import { type ShownStep, shownSteps } from "./shown-steps.ts";

/** Hours and the share of appeals that were decided by then. */
interface Step {
  readonly days: number;
  readonly decided: number;
  readonly lower: number;
  readonly upper: number;
}

/** The share of appeals that were decided by each time, of both arms, with its limits. */
export function decisionCurve(label: string, { curves }: TimeToDecision): Promise<string> {
  const arms = (["treatment", "control"] as const).map((arm) => {
    const curve = curves[arm];
    return { arm, steps: curve.kind === "curve" ? stepsOf(shownSteps(curve)) : [] };
  });
  return drawPlot(label, (plot) => ({
    width: 640,
    height: 280,
    marginLeft: 48,
    marginBottom: 44,
    x: {
      label: "days since the appeal",
      labelOffset: 40,
      domain: [0, Math.max(1, ...lastDays(arms))],
    },
    y: { label: "decided by then, %", domain: [0, 100], grid: true },
    marks: arms.flatMap(({ arm, steps }) => [
      plot.areaY(steps, {
        x: "days",
        y1: ({ lower }: Step) => lower * 100,
        y2: ({ upper }: Step) => upper * 100,
        curve: "step-after",
        fill: `var(--arm-${arm})`,
        fillOpacity: 0.14,
      }),
      plot.lineY(steps, {
        x: "days",
        y: ({ decided }: Step) => decided * 100,
        curve: "step-after",
        stroke: `var(--arm-${arm})`,
        strokeWidth: 2.25,
        ...(arm === "control" ? { strokeDasharray: "6 3" } : {}),
      }),
    ]),
  }));
}

function stepsOf(steps: readonly ShownStep[]): readonly Step[] {
  const first = { days: 0, decided: 0, lower: 0, upper: 0 };
  return [
    first,
    ...steps.map(({ time, survival, limits }) => ({
      days: time / 24,
      decided: 1 - survival,
      lower: 1 - (limits?.upper ?? survival),
      upper: 1 - (limits?.lower ?? survival),
    })),
  ];
}

function lastDays(arms: readonly { readonly steps: readonly Step[] }[]): readonly number[] {
  return arms.flatMap(({ steps }) => steps.at(-1)?.days ?? []);
}
