import { mayRepeatAskedLink, type Visitor } from "@appealmod/core";
import { inTransaction, lockOpenInvitation, noteLinkAsked } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import type { Installation } from "../installation.ts";

/**
 * Has the bot repeat a form's link in the conversation, where only the redditor can read it:
 * that is why anybody may ask. Nothing is noted where the link was repeated too often.
 *
 * @returns whether the link is going to be repeated; never for the visitor's eyes
 */
export async function askForLostLink(
  { database }: Installation,
  _visitor: Visitor,
  lost: { readonly username: string; readonly subreddit: string; readonly at: Date },
): Promise<boolean> {
  return inTransaction(database, async (orm, client) => {
    const invitation = await lockOpenInvitation(orm, lost);
    if (!invitation || !mayRepeatAskedLink(invitation.actionKeys, lost.at)) return false;
    await noteLinkAsked(orm, invitation.appealId, lost.at);
    const { conversation } = invitation;
    await enqueue(client, "process-conversation", { ...conversation, because: "link" });
    return true;
  });
}
