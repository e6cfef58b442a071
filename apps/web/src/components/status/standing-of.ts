import type { EndedForm } from "../../server/open-form.ts";

/** How an appeal stands in the appellant's eyes. */
export type Standing =
  | "received"
  | "forwarded"
  | "involved"
  | "granted"
  | "denied"
  | "closed"
  | "closedUnsent";

export function standingOf(
  form: Pick<EndedForm, "state" | "outcome" | "isModeratorInvolved" | "submittedAt">,
): Standing {
  if (form.outcome === "granted") return "granted";
  if (form.outcome === "denied") return "denied";
  if (form.state === "closed") return form.submittedAt ? "closed" : "closedUnsent";
  if (form.isModeratorInvolved) return "involved";
  return form.state === "forwarded" ? "forwarded" : "received";
}
