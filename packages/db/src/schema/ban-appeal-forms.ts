import {
  type Answers,
  type OtherAnswers,
  storedAnswersSchema,
  storedOtherAnswersSchema,
} from "@appealmod/core";
import { index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";
import { parsedJson } from "./parsed-json.ts";
import { questionSets } from "./question-sets.ts";

const tableName = "main_ban_appeal_data";

/**
 * The form entry of each treatment appeal, empty until it is submitted. Table and column
 * names up to `updated_at` are what research queries use; `answers` is the whole truth and
 * the columns named after questions are derived from it.
 */
export const banAppealForms = pgTable(
  tableName,
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    redditUsername: text("reddit_username").notNull(),
    subreddit: text("subreddit").notNull(),
    whyBanned: text("why_banned"),
    whyAppealing: text("why_appealing"),
    whyAppealingOther: text("why_appealing_other"),
    describeRule: text("describe_rule"),
    describeActions: text("describe_actions"),
    wrongActions: text("wrong_actions"),
    willNotRepeat: text("will_not_repeat"),
    whatSteps: text("what_steps"),
    allowedComments: text("allowed_comments"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
    appealId: uuid("appeal_id")
      .notNull()
      .unique()
      .references(() => appeals.id),
    questionSetId: text("question_set_id")
      .notNull()
      .references(() => questionSets.id),
    answers: parsedJson<Answers>(tableName, "answers", storedAnswersSchema),
    submittedAt: timestamp("submitted_at", { withTimezone: true }),
    draft: parsedJson<Answers>(tableName, "draft", storedAnswersSchema),
    draftUpdatedAt: timestamp("draft_updated_at", { withTimezone: true }),
    /** What was written to the same questions in another window and is not in the draft: its author's own. */
    otherAnswers: parsedJson<OtherAnswers>(tableName, "other_answers", storedOtherAnswersSchema),
    /** What arrived when the form had been sent or the appeal was over: its author's own, never passed on. */
    lateAnswers: parsedJson<Answers>(tableName, "late_words", storedAnswersSchema),
  },
  (table) => [index("main_ban_appeal_data_by_name").on(table.subreddit, table.redditUsername)],
);
