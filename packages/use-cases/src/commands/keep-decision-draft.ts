import type { DecisionDraft, Moderator } from "@appealmod/core";
import {
  deleteDecisionDraft,
  findAppealForCommand,
  inTransaction,
  storeAppealView,
  storeDecisionDraft,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { isUuid } from "../is-uuid.ts";
import { requirePermission } from "../require-permission.ts";

/** A draft is its moderator's own until it is sent: it is no event. */
export interface KeptDecisionDraft {
  readonly appealId: string;
  /** The version of the appeal that the page showed on which it was written. */
  readonly seenVersion: number;
  readonly words: DecisionDraft;
  readonly at: Date;
}

/** @throws NotAllowedError, ModeratorListOutdatedError */
export async function keepDecisionDraft(
  { database }: Installation,
  moderator: Moderator,
  { appealId, seenVersion, words, at }: KeptDecisionDraft,
): Promise<"kept" | "unknown"> {
  if (!isUuid(appealId)) return "unknown";
  return inTransaction(database, async (orm) => {
    const appeal = await findAppealForCommand(orm, appealId);
    if (!appeal) return "unknown";
    await requirePermission({ orm }, moderator, "review", appeal.subreddit, at);
    const draft = { seenVersion, words, updatedAt: at };
    await storeDecisionDraft(orm, appealId, moderator.redditorId, draft);
    return "kept";
  });
}

/** Forgets one's own draft, whatever may be done about the appeal. */
export async function dropDecisionDraft(
  { database }: Installation,
  { redditorId }: Moderator,
  appealId: string,
): Promise<void> {
  if (isUuid(appealId)) await deleteDecisionDraft(database.orm, appealId, redditorId);
}

/** Notes that a moderator has an appeal's page open, for others to see. To be asked where it was shown. */
export async function noteAppealView(
  { database }: Installation,
  { redditorId, username }: Moderator,
  { appealId, at }: { readonly appealId: string; readonly at: Date },
): Promise<void> {
  await storeAppealView(database.orm, appealId, { redditorId, username, viewedAt: at });
}
