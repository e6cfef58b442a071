import { nameKey, type Visitor } from "@appealmod/core";
import { hasSignedUp, inTransaction, type SignUp, storeSignUp } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
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
  _visitor: Visitor,
  { isSuspicious = false, ...given }: SignUp & { readonly isSuspicious?: boolean },
): Promise<SavedSignUp> {
  return inTransaction(database, async (orm, client) => {
    const signUpId = await storeSignUp(orm, given);
    if (signUpId === null) return (await hasSignedUp(orm, given)) ? "duplicate" : "other-email";
    const subreddit = nameKey(given.subredditUrl);
    if (!isSuspicious) await enqueue(client, "announce-sign-up", { signUpId, subreddit });
    return "saved";
  });
}
