import { type Answers, type Appeal, actionKey, type Group } from "@appealmod/core";
import { cast, minutesAfter, noon, shortQuestions } from "@appealmod/core/testing";
import { createAppealStore, type Database } from "@appealmod/db";
import { saveDraft, submitForm } from "@appealmod/use-cases";

/** An appeal as the bot opens it, its form link registered. */
export async function anAppeal(
  database: Database,
  about: {
    readonly username: string;
    readonly subreddit?: string;
    readonly group?: Group;
    readonly minute?: number;
    readonly banNote?: string;
  },
): Promise<{ readonly appeal: Appeal; readonly token: string }> {
  const store = createAppealStore(database);
  const { username, subreddit = cast.subreddit, group = "treatment", banNote = "" } = about;
  const at = minutesAfter(noon, about.minute ?? 0);
  const appeal = await store.openAppeal({
    redditor: { id: `t2_${username}`, name: username },
    subreddit,
    group,
    bannedAt: noon,
    banNote,
    conversationId: `of_${username}`,
    questions: shortQuestions,
    at,
  });
  const token = `token-of-${username}`;
  await store.registerFormToken(appeal.id, token);
  return { appeal, token };
}

/** The invite as the bot sends it; left open when `messageId` is null. */
export async function invite(
  database: Database,
  appeal: Appeal,
  messageId: string | null,
  at = noon,
): Promise<void> {
  const store = createAppealStore(database);
  const result = await store.claimAction({
    scope: "appeal",
    appealId: appeal.id,
    conversationId: appeal.conversationId,
    action: { kind: "send", scope: "appeal", key: actionKey.invite, text: "invite" },
    afterMessageId: null,
    bodyHash: null,
    at,
  });
  if (result.status !== "claimed") throw new Error(`the claim is ${result.status}`);
  if (messageId !== null) await store.settleClaim(result.claim.id, { messageId, at });
}

export async function submit(database: Database, token: string, answers: Answers): Promise<void> {
  const at = minutesAfter(noon, 30);
  const redditor = { kind: "redditor", formToken: token } as const;
  const result = await submitForm({ database }, redditor, { answers, seen: null, at });
  if (result !== "submitted") throw new Error(`the form is ${result}`);
}

export async function draft(database: Database, token: string, answers: Answers): Promise<void> {
  const at = minutesAfter(noon, 20);
  const redditor = { kind: "redditor", formToken: token } as const;
  const result = await saveDraft({ database }, redditor, { answers, seen: null, at });
  if (typeof result === "string") throw new Error(`the draft is ${result}`);
}
