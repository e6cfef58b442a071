import { mayRepeatAskedLink, type Visitor } from "@appealmod/core";
import { inTransaction, lockOpenInvitation, noteLinkAsked, storeEvents } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";

/**
 * Has the bot repeat a form's link in the conversation, where only the redditor can read it:
 * that is why anybody may ask. Nothing is noted where the link was repeated too often.
 *
 * @returns whether the link is going to be repeated; never for the visitor's eyes
 */
export async function askForLostLink(
  { database }: Installation,
  visitor: Visitor,
  lost: { readonly username: string; readonly subreddit: string; readonly at: Date },
): Promise<boolean> {
  return inTransaction(database, async (orm, client) => {
    const invitation = await lockOpenInvitation(orm, lost);
    if (!invitation || !mayRepeatAskedLink(invitation.actionKeys, lost.at)) return false;
    const { appealId, conversation } = invitation;
    await noteLinkAsked(orm, appealId, lost.at);
    const asked = appealEvent(
      visitor,
      { appealId, ...conversation },
      {
        event: "link-asked",
        message:
          "Somebody asked on the site for the lost link; it is repeated in the conversation.",
        at: lost.at,
      },
    );
    await storeEvents(orm, [asked]);
    await enqueue(client, "process-conversation", { ...conversation, because: "link" });
    return true;
  });
}
