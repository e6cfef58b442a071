import type { Actor } from "@appealmod/core";
import {
  type KnownCommunity,
  listKnownCommunities,
  listRoleGrants,
  listSignUps,
  type RoleGrant,
  type StoredSignUp,
} from "@appealmod/db";

export type { KnownCommunity } from "@appealmod/db";

import type { Installation } from "../../installation.ts";
import { requireOperator } from "../../require-operator.ts";

const mostSignUps = 200;

/** Sign-ups, those that wait first, and of each the newest first. @throws NotAllowedError */
export async function signUpsOf(
  { database }: Installation,
  actor: Actor,
): Promise<readonly StoredSignUp[]> {
  requireOperator(actor, "read sign-ups");
  const all = await listSignUps(database, mostSignUps);
  return all.toSorted(
    (one, other) => Number(one.answeredAt !== null) - Number(other.answeredAt !== null),
  );
}

/** Who was given which role, by name. @throws NotAllowedError */
export async function roleGrantsOf(
  { database }: Installation,
  actor: Actor,
): Promise<readonly RoleGrant[]> {
  requireOperator(actor, "see who has a role");
  return listRoleGrants(database);
}

/** Every community that anything is known of, by name. @throws NotAllowedError */
export async function communitiesOf(
  { database }: Installation,
  actor: Actor,
): Promise<readonly KnownCommunity[]> {
  requireOperator(actor, "see all communities");
  return listKnownCommunities(database);
}
