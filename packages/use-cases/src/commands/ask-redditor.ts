import {
  escapeMarkdown,
  isOpen,
  isWithPeople,
  type Moderator,
  showsNothingOnReddit,
} from "@appealmod/core";
import { inTransaction, lockReviewedAppeal, storeEvents, storeQuestion } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Why a question was not stored.
 * - `unknown`: there is no such appeal.
 * - `closed`: it is over.
 * - `not-with-people`: the redditor has yet to fill in the form.
 * - `unanswered`: an earlier question waits for its answer.
 * - `empty`, `too-long`: no message for Reddit.
 */
export type QuestionRefusal =
  | "unknown"
  | "closed"
  | "not-with-people"
  | "unanswered"
  | "empty"
  | "too-long";

/** Reddit refuses a modmail message over 10,000 characters. */
const longestMessage = 10_000;

/**
 * Has the bot ask the redditor once more, in the community's name. Their next words are the answer.
 *
 * @throws NotAllowedError
 * @throws ModeratorListOutdatedError
 */
export async function askRedditor(
  { database }: Installation,
  moderator: Moderator,
  { appealId, body, at }: { readonly appealId: string; readonly body: string; readonly at: Date },
): Promise<"stored" | QuestionRefusal> {
  return inTransaction(database, async (orm, client) => {
    const appeal = await lockReviewedAppeal(orm, appealId);
    if (!appeal) return "unknown";
    const { subreddit, username, conversationId } = appeal;
    await requirePermission({ orm }, moderator, "decide", subreddit, at);
    if (!isOpen(appeal)) return "closed";
    if (!isWithPeople(appeal)) return "not-with-people";
    if (showsNothingOnReddit(body)) return "empty";
    if (escapeMarkdown(body).length > longestMessage) return "too-long";
    const by = { askedById: moderator.redditorId, askedBy: moderator.username };
    const questionId = await storeQuestion(orm, { appealId, body, askedAt: at, ...by });
    if (questionId === null) return "unanswered";
    const event = appealEvent(moderator, appeal, {
      event: "question-asked",
      audience: "step",
      message: `u/${moderator.username} asks the redditor once more.`,
      at,
    });
    await storeEvents(orm, [{ ...event, details: { questionId } }]);
    const payload = { conversationId, subreddit, username, because: "decision" } as const;
    await enqueue(client, "process-conversation", payload);
    return "stored";
  });
}
