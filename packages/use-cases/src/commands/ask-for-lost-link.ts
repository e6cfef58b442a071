import type { Visitor } from "@appealmod/core";
import { inTransaction, noteLinkAsked } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import type { Installation } from "../installation.ts";

/**
 * Has the bot repeat a form's link in the conversation, where only the redditor can read it:
 * that is why anybody may ask.
 *
 * @returns whether there is an invitation that is still open; never for the visitor's eyes
 */
export async function askForLostLink(
  { database }: Installation,
  _visitor: Visitor,
  lost: { readonly username: string; readonly subreddit: string; readonly at: Date },
): Promise<boolean> {
  return inTransaction(database, async (orm, client) => {
    const conversation = await noteLinkAsked(orm, lost);
    if (!conversation) return false;
    await enqueue(client, "process-conversation", { ...conversation, because: "link" });
    return true;
  });
}
