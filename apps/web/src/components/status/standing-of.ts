import { isForwarded, isOpen } from "@appealmod/core";
import type { EndedForm } from "@appealmod/use-cases";

/** How an appeal stands in the appellant's eyes. */
export type Standing =
  | "received"
  | "delayed"
  | "noted"
  | "forwarded"
  | "involved"
  | "granted"
  /** Moderators dealt with it and the ban stands; that they decided against it, nobody has said. */
  | "handled"
  /** Moderators decided so on this site. */
  | "kept"
  | "closed"
  | "closedNoted"
  | "closedUnread"
  | "closedUnsent";

/** Longer than a form takes to reach the moderators when nothing is in its way, in milliseconds. */
const usualMs = 60_000;

export function standingOf(
  form: Pick<
    EndedForm,
    | "state"
    | "outcome"
    | "isModeratorInvolved"
    | "submittedAt"
    | "notedAt"
    | "forwardedAt"
    | "decision"
  >,
  now: Date,
): Standing {
  const { submittedAt, notedAt, forwardedAt } = form;
  if (form.outcome === "granted") return "granted";
  if (form.decision && form.decision.kind !== "lift") return "kept";
  if (form.outcome === "denied") return "handled";
  if (!isOpen(form)) {
    if (submittedAt === null) return "closedUnsent";
    if (forwardedAt !== null) return "closed";
    return notedAt === null ? "closedUnread" : "closedNoted";
  }
  if (form.isModeratorInvolved && notedAt !== null) return "involved";
  if (isForwarded(form)) return "forwarded";
  if (submittedAt === null || now.getTime() - submittedAt.getTime() < usualMs) return "received";
  return notedAt === null ? "delayed" : "noted";
}
