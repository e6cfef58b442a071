import { type Appeal, type AppealFacts, type Conversation, toldReason } from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";

/**
 * Keeps what the redditor was told about the ban, as soon as a conversation is seen that begins
 * with Reddit's notice: the one that was read, or the one that Reddit showed in its answer to
 * what we did. Asks Reddit for nothing.
 */
export async function keepToldReason(
  { store }: Pick<EnginePorts, "store">,
  { ownAccounts }: AppealFacts,
  appeal: Appeal,
  conversation: Conversation,
): Promise<Appeal> {
  if (appeal.toldReason !== null) return appeal;
  const reason = toldReason({ conversation, ownAccounts }, appeal.bannedAt);
  if (reason === null) return appeal;
  await store.keepToldReason(appeal.id, reason);
  return { ...appeal, toldReason: reason };
}
