import { nameKey } from "@appealmod/core";
import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { roleGrants, type siteRoles } from "../schema/index.ts";

type Writer = Pick<Database, "orm">;

/** A role that is not Reddit's to give. */
export type SiteRole = (typeof siteRoles)[number];

export type RoleGrant = typeof roleGrants.$inferSelect;

/** Binds what was granted to a name to the account that signs in with it first. */
export async function bindRoleGrants(
  { orm }: Writer,
  who: { readonly redditorId: string; readonly username: string },
): Promise<void> {
  const { redditorId, usernameKey } = roleGrants;
  await orm
    .update(roleGrants)
    .set({ redditorId: who.redditorId })
    .where(and(eq(usernameKey, nameKey(who.username)), isNull(redditorId)));
}

/** The roles that were granted to an account. */
export async function grantedRoles(
  { orm }: Writer,
  redditorId: string,
): Promise<readonly SiteRole[]> {
  const rows = await orm
    .select({ role: roleGrants.role })
    .from(roleGrants)
    .where(eq(roleGrants.redditorId, redditorId));
  return rows.map(({ role }) => role);
}

/** All grants, by name. */
export async function listRoleGrants({ orm }: Writer): Promise<readonly RoleGrant[]> {
  return orm.select().from(roleGrants).orderBy(roleGrants.usernameKey, roleGrants.role);
}

/** @returns false where that name has the role already */
export async function storeRoleGrant(
  { orm }: Writer,
  grant: Pick<RoleGrant, "username" | "role" | "grantedBy" | "grantedAt">,
): Promise<boolean> {
  const stored = await orm
    .insert(roleGrants)
    .values({ ...grant, usernameKey: nameKey(grant.username) })
    .onConflictDoNothing()
    .returning({ role: roleGrants.role });
  return stored.length > 0;
}

/** @returns false where that name did not have it */
export async function deleteRoleGrant(
  { orm }: Writer,
  { username, role }: { readonly username: string; readonly role: SiteRole },
): Promise<boolean> {
  const deleted = await orm
    .delete(roleGrants)
    .where(and(eq(roleGrants.usernameKey, nameKey(username)), eq(roleGrants.role, role)))
    .returning({ role: roleGrants.role });
  return deleted.length > 0;
}
