import type { Operator, Researcher } from "@appealmod/core";
import type { SignedIn } from "./queries/find-session.ts";

/** Somebody who is signed in, as an operator; `null` for whoever is none. */
export function operatorOf({ roles, moderator: { username } }: SignedIn): Operator | null {
  return roles.has("operator") ? { kind: "operator", username } : null;
}

/** The same as a researcher. */
export function researcherOf({ roles, moderator: { username } }: SignedIn): Researcher | null {
  return roles.has("researcher") ? { kind: "researcher", username } : null;
}
