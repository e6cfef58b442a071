import { type Check, type CheckStep, steps } from "./steps.ts";

export interface StepResult {
  readonly id: string;
  readonly what: string;
  readonly seconds: number;
  /** `null` where it went well. */
  readonly failure: string | null;
}

/** What has to be left as it was found, whatever happened before. */
const always: readonly string[] = ["clean-up", "tidy-up"];

/** Runs one step. Never rejects. */
export async function runStep(step: CheckStep, check: Check): Promise<StepResult> {
  const began = performance.now();
  const failure = await step.run(check).then(
    () => null,
    (error: unknown) => {
      const why = (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
      return `${why}. ${step.advice}.`;
    },
  );
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
  return { id: step.id, what: step.what, seconds, failure };
}

/** Runs the steps up to the first that fails, and then those that leave nothing behind. */
export async function runSteps(
  check: Check,
  onStep: (result: StepResult) => void,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const result = await runStep(step, check);
    results.push(result);
    onStep(result);
    if (result.failure === null) continue;
    if (step.id !== "log-in")
      for (const last of steps.filter(({ id }) => always.includes(id) && id !== step.id))
        await runStep(last, check);
    return results;
  }
  return results;
}
