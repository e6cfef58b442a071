import { type Actor, eventActor } from "@appealmod/core";
import { inTransaction, storeEvents, storeSignUpAnswer } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requireOperator } from "../require-operator.ts";

/**
 * Notes that the sender of a sign-up was answered. A year later it is deleted.
 *
 * @returns false where there is no such sign-up, or it was answered before
 * @throws NotAllowedError for whoever is no operator
 */
export async function answerSignUp(
  { database }: Installation,
  actor: Actor,
  { id, at }: { readonly id: number; readonly at: Date },
): Promise<boolean> {
  requireOperator(actor, "note that a sign-up was answered");
  return inTransaction(database, async (orm) => {
    const by = actor.username ?? null;
    const answered = await storeSignUpAnswer(orm, id, { at, by });
    if (answered === null) return false;
    const { redditUsername: username, subredditUrl } = answered;
    await storeEvents(orm, [
      {
        ...{ event: "sign-up-answered", level: "info", audience: "detail", username, at },
        message: `The sign-up of u/${username} for ${subredditUrl} was answered.`,
        details: { signUpId: id },
        actor: eventActor(actor),
      },
    ]);
    return true;
  });
}
