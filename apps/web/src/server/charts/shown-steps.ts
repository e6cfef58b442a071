import type { TimeToDecision } from "@appealmod/use-cases/research";

type Curve = TimeToDecision["curves"]["treatment"];
export type ShownStep = Extract<Curve, { readonly kind: "curve" }>["steps"][number];

/** The most steps that are drawn and listed one by one. */
const mostSteps = 60;

/**
 * The steps of a curve that its drawing and its table show: all, or of a long one the last of each
 * day, where the curve has that very height. The CSV file has all of them.
 */
export function shownSteps(curve: Curve): readonly ShownStep[] {
  if (curve.kind !== "curve") return [];
  const { steps } = curve;
  if (steps.length <= mostSteps) return steps;
  return steps.filter((step, at) => dayOf(step) !== dayOf(steps[at + 1]));
}

function dayOf(step: ShownStep | undefined): number | null {
  return step ? Math.floor(step.time / 24) : null;
}
