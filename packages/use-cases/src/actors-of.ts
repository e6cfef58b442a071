import { hasPermission, type Moderator, type Operator, type Researcher } from "@appealmod/core";
import { findModeratorRights } from "@appealmod/db";
import type { Installation } from "./installation.ts";
import type { SignedIn } from "./queries/find-session.ts";

/** Somebody who is signed in, as an operator; `null` for whoever is none. */
export function operatorOf({ roles, moderator: { username } }: SignedIn): Operator | null {
  return roles.has("operator") ? { kind: "operator", username } : null;
}

/** The same as a researcher. */
export function researcherOf({ roles, moderator: { username } }: SignedIn): Researcher | null {
  return roles.has("researcher") ? { kind: "researcher", username } : null;
}

/**
 * As whom somebody who is signed in sets a community up: as its moderator where Reddit's list lets them,
 * however old it is, else as the operator that they may be.
 */
export async function settingUpActor(
  { database }: Installation,
  who: SignedIn,
  subreddit: string,
): Promise<Moderator | Operator> {
  const { moderator } = who;
  const operator = operatorOf(who);
  if (operator === null) return moderator;
  const found = await findModeratorRights(database, subreddit, moderator.redditorId);
  return hasPermission(moderator, "configure", found?.permissions ?? null) ? moderator : operator;
}
