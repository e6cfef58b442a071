import type { Actor, QuestionSet } from "@appealmod/core";
import { inTransaction, saveCommunityQuestions } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Replaces a community's own questions; `null` goes back to the default ones. Appeals that are
 * open keep the questions that they were opened with.
 *
 * @throws ZodError that names the question and what is wrong with it
 */
export async function changeCommunityQuestions(
  { database }: Installation,
  actor: Actor,
  wanted: { readonly subreddit: string; readonly questions: QuestionSet | null },
): Promise<void> {
  const { subreddit, questions } = wanted;
  requirePermission(actor, "configure", subreddit);
  await inTransaction(database, (orm) => saveCommunityQuestions({ orm }, subreddit, questions));
}
