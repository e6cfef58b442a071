import type { Operator } from "@appealmod/core";
import { inTransaction, lockLink, revokeLinks, storeEvents } from "@appealmod/db";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";

/**
 * Takes the form links of an appeal out of force and sends no other; `replaceFormLink` does that.
 *
 * @returns how many could have been used until now
 */
export async function revokeFormLink(
  { database }: Installation,
  operator: Operator,
  { appealId, at }: { readonly appealId: string; readonly at: Date },
): Promise<number> {
  return inTransaction(database, async (orm) => {
    const link = await lockLink(orm, appealId);
    const revoked = link ? await revokeLinks(orm, appealId, at) : 0;
    if (!link || revoked === 0) return 0;
    const message = "The form's link was taken out of force.";
    const event = { event: "link-revoked", message, at };
    await storeEvents(orm, [appealEvent(operator, { appealId, ...link.conversation }, event)]);
    return revoked;
  });
}
