import {
  type AppealFacts,
  type Ban,
  type ConversationReading,
  type Decision,
  isFromAppellant,
  isSameAccount,
  type ListedConversation,
  RedditError,
  showsNothing,
} from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";

/** A conversation as Reddit showed it. */
export interface Observation {
  readonly reading: ConversationReading;
  /** When Reddit was asked for it. */
  readonly seenAt: Date;
  /** The listing showed it: its newest message only. */
  readonly isListed: boolean;
  /** The ban as it was found earlier in the same run. */
  readonly foundBan: Ban | null;
}

/** A name that a listing showed is the account's for so long, as good as always. */
const presentMs = 3_000;

/** Whoever wrote this lately has an account that works: Reddit lets no suspended one write. */
const surelyActiveMs = 60_000;

/**
 * Takes the listing's word for a conversation that is short enough to be told by its newest
 * message, to spare the request that would read it: the only message, or the answer to
 * a ban notice. An effect that was begun here before can only be judged by reading, and so
 * can an account that wrote a while ago: a listing does not say who is suspended.
 */
export async function observeListed(
  ports: EnginePorts,
  listed: ListedConversation,
): Promise<Observation | null> {
  const { conversation, seenAt } = listed;
  const isShort =
    conversation.messageCount === 1 || (conversation.messageCount === 2 && conversation.isAuto);
  const newest = conversation.messages.at(-1);
  if (!isShort || newest === undefined) return null;
  const { appellant } = conversation;
  const isTheirs = appellant !== null && isSameAccount(newest.author, appellant);
  if (isTheirs && seenAt.getTime() - newest.date.getTime() > surelyActiveMs) return null;
  if ((await ports.store.openClaims(conversation.id)).length > 0) return null;
  return { reading: { conversation, ban: null }, seenAt, isListed: true, foundBan: null };
}

/**
 * Whether a listed conversation tells enough to decide. In the answer to a ban notice only
 * the notice itself is hidden: it matters if it alone can tell the ban's reason. The research
 * archive wants it as well; Reddit shows it in its answer to whatever we say.
 *
 * @param seenAt when the listing was asked for
 */
export function tellsEnough(facts: AppealFacts, decision: Decision, seenAt: Date): boolean {
  const { conversation, ban, appeal } = facts;
  // What moderators decided about it is carried out on all that can be seen.
  if (decision.reason === "moderator-decision" || facts.moderatorDecision) return false;
  // Whoever set the ban may be another bot; the hidden notice tells where the listing does not.
  if (conversation.isAuto && conversation.startedBy === null) return false;
  // Reddit was asked by the name that the listing showed: of an account that was renamed since, it
  // knows no ban. The conversation, read in full, tells by the account itself.
  if (!ban.isBanned) {
    const isRenamingUnlikely = facts.now.getTime() - seenAt.getTime() < presentMs;
    return appeal === null && !conversation.isAuto && isRenamingUnlikely;
  }
  // A second ban notice tells of a second ban, which the moderation log may not have told yet.
  if (conversation.isAuto && appeal && appeal.conversationId !== conversation.id)
    return conversation.isComplete;
  // Ban lists of some years name no end of a ban; the conversation, read in full, tells it.
  if (ban.permanence === "unknown") return false;
  if (conversation.isComplete) return true;
  const [newest] = conversation.messages;
  const isFromThem = newest !== undefined && isFromAppellant(newest, facts);
  const isShownLater = decision.actions.some((action) => action.kind === "send");
  return isFromThem && appeal === null && !showsNothing(ban.note) && isShownLater;
}

/** Reads a conversation in full; `null` when Reddit knows it no more. */
export async function readWhole(
  ports: Pick<EnginePorts, "clock"> & {
    readonly reddit: Pick<EnginePorts["reddit"], "readConversation">;
  },
  conversationId: string,
  foundBan: Ban | null = null,
): Promise<Observation | null> {
  const seenAt = ports.clock.now();
  try {
    const reading = await ports.reddit.readConversation(conversationId);
    return { reading, seenAt, isListed: false, foundBan };
  } catch (error) {
    if (error instanceof RedditError && error.kind === "not-found") return null;
    throw error;
  }
}
