import type { Actor, QuestionSet } from "@appealmod/core";
import { keepQuestionSet } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { reviseCommunity } from "../revise-community.ts";

/**
 * Replaces a community's own questions; `null` goes back to the default ones. Appeals that are
 * open keep the questions that they were opened with.
 *
 * @returns the number of the new revision; `null` where nothing changed
 * @throws ZodError that names the question and what is wrong with it
 */
export async function changeCommunityQuestions(
  installation: Installation,
  actor: Actor,
  { subreddit, questions }: { readonly subreddit: string; readonly questions: QuestionSet | null },
): Promise<number | null> {
  return reviseCommunity(installation, actor, {
    subreddit,
    event: "community-questions-changed",
    async wanted(own, orm) {
      return { ...own, questionSetId: questions && (await keepQuestionSet(orm, questions)) };
    },
  });
}
