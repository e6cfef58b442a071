import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { findRootDir, readYamlFile } from "@appealmod/config";
import { type QuestionSet, questionSetSchema } from "@appealmod/core";
import { createAppealStore, type Database } from "@appealmod/db";

const asWritten = readYamlFile(
  join(findRootDir(), "conf", "questions", "default.yaml"),
  questionSetSchema,
  "the questions",
);

/** The default questions, those among them that are off switched on: every kind is asked. */
export const defaultQuestions: QuestionSet = {
  ...asWritten,
  id: "default-all-on",
  questions: asWritten.questions.map((question) => ({ ...question, enabled: true })),
};

/** Answers that the default questions accept. */
export const goodAnswers: Readonly<Record<string, string>> = {
  why_banned: "I posted my own shop three times.",
  why_appealing: "second_chance",
  describe_rule: "No advertising: share, don't sell.",
  describe_actions: "Three posts with a link in one evening.",
  wrong_actions: "I did not read the rules first.",
  will_not_repeat: "yes",
  what_steps: "I have deleted the posts and will ask first.",
  allowed_comments: "ask_source",
};

let appeals = 0;

export interface InvitedAppeal {
  readonly appealId: string;
  readonly token: string;
  readonly username: string;
  readonly conversationId: string;
}

/** An appeal with a form of its own, as the bot leaves it after the invite. */
export async function anInvitedAppeal(
  database: Database,
  options: { readonly questions?: QuestionSet; readonly subreddit?: string } = {},
): Promise<InvitedAppeal> {
  appeals += 1;
  const store = createAppealStore(database);
  const username = `walker_${appeals}_${randomBytes(3).toString("hex")}`;
  const conversationId = `c${appeals}${randomBytes(3).toString("hex")}`;
  const appeal = await store.openAppeal({
    subreddit: options.subreddit ?? "PineLakeHikers",
    redditor: { id: null, name: username },
    group: "treatment",
    bannedAt: new Date("2026-03-01T10:00:00Z"),
    banNote: "spammer, third account",
    conversationId,
    questions: options.questions ?? defaultQuestions,
    at: new Date("2026-03-01T12:00:00Z"),
  });
  const token = randomBytes(32).toString("base64url");
  await store.registerFormToken(appeal.id, token);
  return { appealId: appeal.id, token, username, conversationId };
}
