import { type Appeal, type AppealFacts, banMessage, type Conversation } from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";

/**
 * Keeps what the redditor was told about the ban, as soon as a conversation is seen that begins
 * with Reddit's notice: the one that was read, or the one that Reddit showed in its answer to
 * what we did. Asks Reddit for nothing.
 */
export async function keepBanMessage(
  { store }: Pick<EnginePorts, "store">,
  { ownAccounts }: AppealFacts,
  appeal: Appeal,
  conversation: Conversation,
): Promise<Appeal> {
  if (appeal.banMessage !== null) return appeal;
  const reason = banMessage({ conversation, ownAccounts }, appeal.bannedAt);
  if (reason === null) return appeal;
  await store.keepBanMessage(appeal.id, reason);
  return { ...appeal, banMessage: reason };
}
