import { type BotEvent, eventActor, type Visitor } from "@appealmod/core";
import { hasSignedUp, inTransaction, type SignUp, storeEvents, storeSignUp } from "@appealmod/db";
import type { Installation } from "../installation.ts";

/**
 * What became of a sign-up. The same redditor and community count once, and the first stays:
 * - `duplicate`: it was there, with the same e-mail address.
 * - `other-email`: it was there with another address, so perhaps from somebody else.
 */
export type SavedSignUp = "saved" | "duplicate" | "other-email";

/** Stores a moderator's wish to take part, and has a new one announced unless it seems to be spam. */
export async function signUp(
  { database }: Installation,
  visitor: Visitor,
  { isSuspicious = false, ...given }: SignUp & { readonly isSuspicious?: boolean },
): Promise<SavedSignUp> {
  return inTransaction(database, async (orm) => {
    const isNew = await storeSignUp(orm, given);
    if (!isNew) return (await hasSignedUp(orm, given)) ? "duplicate" : "other-email";
    const signedUp: BotEvent = {
      event: "signed-up",
      level: "info",
      audience: isSuspicious ? "detail" : "milestone",
      message: `A new sign-up: u/${given.redditUsername} for ${given.subredditUrl}.`,
      username: given.redditUsername,
      actor: eventActor(visitor),
      at: new Date(),
    };
    await storeEvents(orm, [signedUp]);
    return "saved";
  });
}
