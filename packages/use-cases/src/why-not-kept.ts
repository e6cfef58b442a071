import type { LockedForm } from "@appealmod/db";

/** Why nothing of a form was kept. `full`: there is more than any honest form holds. */
export type NotKept = "already-submitted" | "closed" | "unknown" | "full";

/** `null` for a form that can still be written in. */
export function whyNotKept(form: LockedForm | null): NotKept | null {
  if (!form) return "unknown";
  if (form.submittedAt) return "already-submitted";
  return form.state === "closed" ? "closed" : null;
}
