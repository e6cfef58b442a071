import type { z } from "zod";

/** The fields at fault, without what stands in them. */
export function problemsIn(error: z.ZodError): string {
  const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  return [...new Set(problems)].join("; ");
}
