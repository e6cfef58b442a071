import type { Actor } from "@appealmod/core";
import { deleteQuestionDraft, findQuestionDraft, keepQuestionSet } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";
import { type Revised, reviseCommunity } from "../revise-community.ts";

/** `draft-changed`: a colleague worked at the draft since it was looked at, or discarded it. */
export type NotPublished = "draft-changed";

/**
 * Asks the questions of the draft from now on, and ends the draft. Appeals that are open keep the
 * questions that they were opened with.
 */
export async function publishQuestionDraft(
  installation: Installation,
  actor: Actor,
  {
    subreddit,
    seenDraft,
    seenRevision,
  }: {
    readonly subreddit: string;
    readonly seenDraft: number;
    readonly seenRevision: number;
  },
): Promise<Revised | NotPublished> {
  await requirePermission(installation.database, actor, "configure", subreddit);
  const draft = await findQuestionDraft(installation.database, subreddit);
  if (draft?.version !== seenDraft) return "draft-changed";
  return reviseCommunity(installation, actor, {
    subreddit,
    event: "community-questions-changed",
    seenRevision,
    async wanted(own, orm) {
      return { ...own, questionSetId: await keepQuestionSet(orm, draft.questions) };
    },
    // It ends with the revision that it became.
    async alongside(orm) {
      const isGone = await deleteQuestionDraft(orm, subreddit, seenDraft);
      if (!isGone) throw new DraftChangedError();
    },
  }).catch((error: unknown) => {
    if (error instanceof DraftChangedError) return "draft-changed";
    throw error;
  });
}

/** Undoes the transaction. */
class DraftChangedError extends Error {}
