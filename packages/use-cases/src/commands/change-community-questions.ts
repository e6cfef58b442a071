import {
  type Actor,
  type QuestionSet,
  requireNoLinksElsewhere,
  wordsOfQuestions,
} from "@appealmod/core";
import { keepQuestionSet } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { type Revised, reviseCommunity } from "../revise-community.ts";

/**
 * Replaces a community's own questions; `null` goes back to the default ones. Appeals that are
 * open keep the questions that they were opened with.
 *
 * @throws ZodError that names the question and what is wrong with it
 */
export async function changeCommunityQuestions(
  installation: Installation,
  actor: Actor,
  {
    subreddit,
    questions,
    seenRevision,
  }: {
    readonly subreddit: string;
    readonly questions: QuestionSet | null;
    readonly seenRevision?: number;
  },
): Promise<Revised> {
  if (actor.kind === "moderator" && questions) requireNoLinksElsewhere(wordsOfQuestions(questions));
  return reviseCommunity(installation, actor, {
    subreddit,
    event: "community-questions-changed",
    seenRevision,
    async wanted(own, orm) {
      return { ...own, questionSetId: questions && (await keepQuestionSet(orm, questions)) };
    },
  });
}
