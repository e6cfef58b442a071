import { type FormEnd, formEnd } from "@appealmod/core";
import type { LockedForm } from "@appealmod/db";

/** Why nothing of a form was kept. `full`: there is more than any honest form holds. */
export type NotKept = FormEnd | "unknown" | "full";

/** `null` for a form that can still be written in. */
export function whyNotKept(form: LockedForm | null): NotKept | null {
  return form ? formEnd(form) : "unknown";
}
