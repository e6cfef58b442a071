import { isNameAmong, isSameAccount, isSameName, type Message } from "./conversation.ts";
import type { AppealFacts } from "./facts.ts";

/** Reddit's own moderation robot: present in every community, never a person. */
const autoModerator = "AutoModerator";

/** What tells a person from a robot. */
type Speakers = Pick<AppealFacts, "conversation" | "ownAccounts" | "community">;

/** What tells whose a message is. */
type Sides = Pick<AppealFacts, "conversation" | "ownAccounts">;

/** Whether a message was written by the appellant for moderators to read. */
export function isFromAppellant(message: Message, facts: Sides): boolean {
  const { appellant } = facts.conversation;
  if (appellant === null || message.isPrivate) return false;
  const { author } = message;
  // One answer of Reddit's shows one account under one name: there the name tells as well as the id.
  const isTheirs = isSameName(author.name, appellant.name) || isSameAccount(author, appellant);
  return isTheirs && !isOwn(message, facts);
}

/** Whether our bot wrote it, under any account that it has used. */
export function isOwn(message: Message, facts: Pick<AppealFacts, "ownAccounts">): boolean {
  return isNameAmong(message.author.name, facts.ownAccounts);
}

/**
 * Whether a person of the moderators answered for everyone to see. The first message is
 * excepted, whoever wrote it: it may be the ban notice, which bears a moderator's name.
 */
export function isHumanAnswer(message: Message, index: number, facts: Speakers): boolean {
  if (index === 0 || message.isPrivate || isFromAppellant(message, facts)) return false;
  const { name, isModerator, isDeleted } = message.author;
  // A moderator whose account is gone loses the badge, but who else but a moderator answers an appellant?
  return !isRobot(name, facts) && (isModerator || isDeleted);
}

/** Whether a name is our bot's, Reddit's own robot's or one that the community lists as no person's. */
export function isRobot(name: string, { ownAccounts, community }: Speakers): boolean {
  return (
    isNameAmong(name, ownAccounts) ||
    isSameName(name, autoModerator) ||
    isNameAmong(name, community.otherBots) ||
    isNameAmong(name, community.autoResponders)
  );
}

/** The appellant's newest message; `null` when they wrote none. */
export function lastFromAppellant(facts: AppealFacts): Message | null {
  return facts.conversation.messages.findLast((message) => isFromAppellant(message, facts)) ?? null;
}

/** The newest message that the appellant can see: private notes are nobody's last word. */
export function lastPublicMessage({ conversation }: Pick<AppealFacts, "conversation">) {
  return conversation.messages.findLast((message) => !message.isPrivate) ?? null;
}

/** The appellant's newest message if it came after our last public word in the conversation. */
export function unansweredMessage(facts: AppealFacts): Message | null {
  const { messages } = facts.conversation;
  const ourLast = messages.findLastIndex((message) => !message.isPrivate && isOwn(message, facts));
  if (ourLast === -1) return null;
  return messages.slice(ourLast + 1).findLast((message) => isFromAppellant(message, facts)) ?? null;
}

/**
 * Whether Reddit's own ban notice opened the conversation. Told by who wrote it and that
 * Reddit sent it, never by its wording, which is translated.
 */
export function beganWithBanNotice(facts: Sides): boolean {
  const first = facts.conversation.messages[0];
  if (!facts.conversation.isAuto || first === undefined) return false;
  return !isFromAppellant(first, facts) && !isSameName(first.author.name, autoModerator);
}

/** A ban notice's subject tells a temporary ban where the ban data does not. */
export function subjectSaysTemporary(subject: string): boolean {
  return /\btemporarily banned\b/i.test(subject);
}
