import { type Actor, bareName, eventActor } from "@appealmod/core";
import {
  deleteRoleGrant,
  inTransaction,
  type Orm,
  type SiteRole,
  storeEvents,
  storeRoleGrant,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { NotAllowedError } from "../require-permission.ts";

/** A role, and the name of whoever has it or is to have it. */
export interface RoleChange {
  readonly username: string;
  readonly role: SiteRole;
  readonly at: Date;
}

/**
 * Gives somebody a role. It is theirs from the first sign-in under that name on, and stays with that
 * account: whoever takes the name later has nothing of it.
 *
 * @returns false where that name has it already
 * @throws NotAllowedError for whoever is no operator
 */
export async function grantRole(
  { database }: Installation,
  actor: Actor,
  { username, role, at }: RoleChange,
): Promise<boolean> {
  requireOperator(actor, role);
  return inTransaction(database, async (orm) => {
    const name = bareName(username);
    const grantedBy = actor.username ?? "the command line";
    const isNew = await storeRoleGrant({ orm }, { username: name, role, grantedBy, grantedAt: at });
    if (isNew)
      await emit(orm, actor, "role-granted", `u/${name} was made ${role}.`, name, role, at);
    return isNew;
  });
}

/**
 * Takes a role away; at the next page that is asked for it is gone. `admins` of the settings are
 * operators without a grant, and stay so.
 *
 * @returns false where that name did not have it
 * @throws NotAllowedError for whoever is no operator
 */
export async function revokeRole(
  { database }: Installation,
  actor: Actor,
  { username, role, at }: RoleChange,
): Promise<boolean> {
  requireOperator(actor, role);
  return inTransaction(database, async (orm) => {
    const name = bareName(username);
    const wasGranted = await deleteRoleGrant({ orm }, { username: name, role });
    if (wasGranted)
      await emit(orm, actor, "role-revoked", `u/${name} is ${role} no more.`, name, role, at);
    return wasGranted;
  });
}

function requireOperator(
  actor: Actor,
  role: SiteRole,
): asserts actor is Extract<Actor, { kind: "operator" }> {
  if (actor.kind === "operator") return;
  throw new NotAllowedError(
    `Only operators make somebody ${role}, and this is a ${actor.kind}. The setting admins names operators.`,
  );
}

async function emit(
  orm: Orm,
  actor: Actor,
  event: string,
  message: string,
  username: string,
  role: SiteRole,
  at: Date,
): Promise<void> {
  await storeEvents(orm, [
    {
      ...{ event, message, username, at },
      level: "info",
      audience: "milestone",
      details: { role },
      actor: eventActor(actor),
    },
  ]);
}
