import { addMessage } from "./conversations.ts";
import type { Conversation, World } from "./world.ts";

/** A redditor has written: whoever answers by itself does so now, or when its delay is over. */
export function alertAutoResponders(
  world: World,
  conversation: Conversation,
  isNew: boolean,
): void {
  const { autoResponders = [] } = world.subreddits.get(conversation.subredditId) ?? {};
  for (const responder of autoResponders) {
    if (!isNew && responder.answers === "new-conversations") continue;
    // Dates may run ahead of the clock, since no two events share one.
    const dueAt = conversation.lastUpdated + responder.delayMs;
    world.pendingAnswers.push({ dueAt, conversationId: conversation.id, responder });
  }
  world.pendingAnswers.sort((one, other) => one.dueAt - other.dueAt);
  answerWhatIsDue(world, conversation.lastUpdated);
}

/** Gives the answers whose time has come. Called before every request. */
export function answerWhatIsDue(world: World, now: number): boolean {
  let answered = false;
  while (world.pendingAnswers[0] && world.pendingAnswers[0].dueAt <= now) {
    const { dueAt, conversationId, responder } = world.pendingAnswers.shift() ?? {};
    const conversation = world.conversations.get(conversationId ?? "");
    if (!conversation || !responder || dueAt === undefined) continue;
    const { accountId: authorId, body, isInternal } = responder;
    addMessage(world, dueAt, conversation, { authorId, side: "moderator", body, isInternal });
    answered = true;
  }
  return answered;
}
