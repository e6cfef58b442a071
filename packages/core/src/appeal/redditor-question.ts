import type { Action } from "./action.ts";
import { actionKey } from "./action.ts";
import type { AppealFacts } from "./facts.ts";
import { isToDo } from "./forwarding.ts";
import { isFromAppellant } from "./reading.ts";

/** What moderators ask the redditor once more, on the site; of an appeal one is open at a time. */
export interface RedditorQuestion {
  readonly id: string;
  /** Plain text. */
  readonly body: string;
  readonly askedBy: string;
  /** The message in which the bot asked it; `null` until it has. */
  readonly messageId: string | null;
}

/** Asks what moderators want to know, once, and notes that it was answered: the next words are the answer. */
export function questionSteps(facts: AppealFacts): readonly Action[] {
  const { question, appeal, conversation } = facts;
  if (question === null || appeal?.conversationId !== conversation.id) return [];
  const ask: Action = {
    kind: "send",
    key: actionKey.question(question.id),
    scope: "appeal",
    text: "question",
  };
  if (isToDo(facts, ask)) return conversation.appellant?.account === "active" ? [ask] : [];
  if (!hasAnswered(facts, question)) return [];
  const key = actionKey.answered(question.id);
  return [{ kind: "note-answer", key, questionId: question.id }];
}

function hasAnswered(facts: AppealFacts, { messageId }: RedditorQuestion): boolean {
  const { messages } = facts.conversation;
  const asked = messages.findIndex(({ id }) => id === messageId);
  return (
    asked !== -1 && messages.slice(asked + 1).some((message) => isFromAppellant(message, facts))
  );
}
