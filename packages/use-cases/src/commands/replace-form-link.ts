import { isOpen, isTreated, type Operator } from "@appealmod/core";
import {
  inTransaction,
  type LockedLink,
  lockLink,
  storeEvents,
  storeReplacedLink,
} from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";

/** Why a link was left as it is. */
export type NotReplaced = "unknown" | "control" | "not-invited" | "submitted" | "closed";

/**
 * Takes the form link of an appeal out of force, and has the bot send a new one in the
 * conversation, where only the redditor can read it. What was written behind the old one stays.
 */
export async function replaceFormLink(
  { database }: Installation,
  operator: Operator,
  { appealId, at }: { readonly appealId: string; readonly at: Date },
): Promise<"replaced" | NotReplaced> {
  return inTransaction(database, async (orm, client) => {
    const link = await lockLink(orm, appealId);
    const reason = whyNotReplaced(link);
    if (!link || reason) return reason ?? "unknown";
    await storeReplacedLink(orm, appealId, at);
    const replaced = appealEvent(
      operator,
      { appealId, ...link.conversation },
      {
        event: "link-replaced",
        message: "The form's link was taken out of force; the redditor is sent another one.",
        at,
      },
    );
    await storeEvents(orm, [replaced]);
    await enqueue(client, "process-conversation", { ...link.conversation, because: "link" });
    return "replaced";
  });
}

/** `null` for a link that somebody could still use. */
function whyNotReplaced(link: LockedLink | null): NotReplaced | null {
  if (!link) return "unknown";
  if (!isTreated(link)) return "control";
  if (!isOpen(link)) return "closed";
  if (link.submittedAt) return "submitted";
  return link.state === "invited" ? null : "not-invited";
}
