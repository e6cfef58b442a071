import { researchBlinding } from "@appealmod/db";
import type { Installation } from "../../installation.ts";

/** It would tell which arm is which, and a plan says that researchers are not to know yet. */
export class ArmsHiddenError extends Error {
  override readonly name = "ArmsHiddenError";
}

/** @throws ArmsHiddenError for what cannot be shown without naming the arms */
export async function requireNamedArms({ database }: Installation): Promise<void> {
  if (await researchBlinding(database.orm))
    throw new ArmsHiddenError(
      "This would tell which arm is which. Unlock the arms' names on the page of the plan first.",
    );
}

/** Whether the arms' names are hidden from researchers. */
export async function areArmsHidden({ database }: Installation): Promise<boolean> {
  return (await researchBlinding(database.orm)) !== null;
}
