import type { Reason } from "../result.ts";
import type { Proportion } from "./proportion.ts";

/** Which arm holds nobody, if one does. */
export function emptyArm(first: Proportion, second: Proportion): Reason | undefined {
  if (first.n === 0 && second.n === 0) return "no-data";
  if (first.n === 0) return "first-arm-empty";
  if (second.n === 0) return "second-arm-empty";
  return undefined;
}
