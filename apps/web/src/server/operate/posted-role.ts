import type { SiteRole } from "@appealmod/use-cases";
import { oneValue, type PostedFields } from "../posted-fields.ts";

export const siteRoles = ["operator", "researcher"] as const satisfies readonly SiteRole[];

/** The role that a form names; `null` where it names none that there is. */
export function postedRole(fields: PostedFields): SiteRole | null {
  const named = oneValue(fields, "role");
  return siteRoles.find((role) => role === named) ?? null;
}
