import { isOpen, type Moderator } from "@appealmod/core";
import {
  deleteClaim,
  findAppealForCommand,
  inTransaction,
  storeClaim,
  storeEvents,
} from "@appealmod/db";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";
import { isUuid } from "../is-uuid.ts";
import { requirePermission } from "../require-permission.ts";

/** How long a claim holds when nothing is heard of its moderator. */
export const claimHoldsMs = 15 * 60_000;

export type ClaimResult =
  | { readonly kind: "claimed"; readonly expiresAt: Date }
  /** Somebody else is on it: ask, and take it over. */
  | { readonly kind: "held"; readonly by: string; readonly expiresAt: Date }
  | { readonly kind: "closed" | "unknown" };

/**
 * Says that a moderator is on an appeal, so that others leave it alone; one's own claim is renewed.
 *
 * @param claim.takeOver takes it from a colleague whose claim has not run out
 * @throws NotAllowedError, ModeratorListOutdatedError
 */
export async function claimAppeal(
  { database }: Installation,
  moderator: Moderator,
  claim: { readonly appealId: string; readonly takeOver: boolean; readonly at: Date },
): Promise<ClaimResult> {
  const { appealId, takeOver, at } = claim;
  if (!isUuid(appealId)) return { kind: "unknown" };
  return inTransaction(database, async (orm) => {
    const appeal = await findAppealForCommand(orm, appealId);
    if (!appeal) return { kind: "unknown" };
    await requirePermission({ orm }, moderator, "review", appeal.subreddit, at);
    if (!isOpen(appeal)) return { kind: "closed" };
    const { redditorId, username } = moderator;
    const expiresAt = new Date(at.getTime() + claimHoldsMs);
    const wanted = { redditorId, username, claimedAt: at, expiresAt, takeOver };
    const { holder, before } = await storeClaim(orm, appealId, wanted);
    if (holder.redditorId !== redditorId)
      return { kind: "held", by: holder.username, expiresAt: holder.expiresAt };
    // To go on with what one has is no news.
    const isNew = holder.claimedAt.getTime() === at.getTime();
    const from = before && before.redditorId !== redditorId && takeOver ? before.username : null;
    if (isNew)
      await storeEvents(orm, [
        appealEvent(
          moderator,
          { ...appeal, appealId },
          from === null
            ? { event: "appeal-claimed", message: `u/${username} is on the appeal.`, at }
            : {
                event: "appeal-taken-over",
                message: `u/${username} took the appeal over from u/${from}.`,
                at,
              },
        ),
      ]);
    return { kind: "claimed", expiresAt: holder.expiresAt };
  });
}

/**
 * Gives an appeal back that one is on; its state stays as it is.
 *
 * @throws NotAllowedError, ModeratorListOutdatedError
 */
export async function releaseAppeal(
  { database }: Installation,
  moderator: Moderator,
  { appealId, at }: { readonly appealId: string; readonly at: Date },
): Promise<"released" | "not-held" | "unknown"> {
  if (!isUuid(appealId)) return "unknown";
  return inTransaction(database, async (orm) => {
    const appeal = await findAppealForCommand(orm, appealId);
    if (!appeal) return "unknown";
    await requirePermission({ orm }, moderator, "review", appeal.subreddit, at);
    if (!(await deleteClaim(orm, appealId, moderator.redditorId))) return "not-held";
    const message = `u/${moderator.username} is on the appeal no more.`;
    const event = { event: "appeal-released", message, at };
    await storeEvents(orm, [appealEvent(moderator, { ...appeal, appealId }, event)]);
    return "released";
  });
}
