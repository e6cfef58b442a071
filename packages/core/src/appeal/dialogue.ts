import type { Action } from "./action.ts";
import { actionKey, countReminders, mayRepeatAskedLink } from "./action.ts";
import { type Appeal, isForwarded, isTreated } from "./appeal.ts";
import { isNameAmong } from "./conversation.ts";
import type { AppealFacts } from "./facts.ts";
import { forwarding, isToDo } from "./forwarding.ts";
import { isFromAppellant, unansweredMessage } from "./reading.ts";

/** What a treatment appeal begins with. */
export const firstSteps: readonly Action[] = [
  { kind: "send", key: actionKey.invite, scope: "appeal", text: "invite" },
  { kind: "archive", key: actionKey.archiveInvite, scope: "appeal" },
];

/**
 * The dialogue with a redditor whose appeal is open. Control says nothing at all; a
 * second conversation is linked in either arm, so that both are recorded alike.
 */
export function dialogue(facts: AppealFacts, appeal: Appeal): readonly Action[] {
  const isFirstConversation = facts.conversation.id === appeal.conversationId;
  const link: Action[] = isFirstConversation
    ? []
    : [{ kind: "link-conversation", key: actionKey.link(facts.conversation.id) }];
  const said = !isTreated(appeal)
    ? []
    : isFirstConversation
      ? firstConversation(facts, appeal)
      : secondConversation(facts, appeal);
  return [...link, ...said].filter(({ key }) => !facts.settledForAppeal.has(key));
}

function firstConversation(facts: AppealFacts, appeal: Appeal): readonly Action[] {
  if (isForwarded(appeal)) return undoLateArchive(facts);
  if (appeal.form) return forwarding(facts);
  if (!facts.settledForAppeal.has(actionKey.invite))
    return isHopeless(facts, actionKey.invite) ? [] : firstSteps;
  const replaced = replacedLink(facts, appeal);
  if (replaced.length > 0) return replaced;
  const asked = askedLink(facts, appeal);
  if (asked.length > 0) return asked;
  return unansweredMessage(facts) ? reminder(facts) : [putAway(facts, actionKey.archiveInvite)];
}

/** The link that replaces an earlier one, and with which the earlier one opens nothing any more. */
function replacedLink(facts: AppealFacts, { linkVersion }: Appeal): readonly Action[] {
  if (linkVersion === 1) return [];
  return sentOnce(
    facts,
    actionKey.replacedLink(linkVersion),
    actionKey.archiveReplacedLink(linkVersion),
  );
}

/**
 * We never put away what people have. If it is our own archiving that hides the conversation from
 * them, Reddit carried out late what was begun before the forwarding.
 */
function undoLateArchive({ conversation, ownAccounts }: AppealFacts): readonly Action[] {
  const last = conversation.moderatorActions.findLast(
    ({ kind }) => kind === "archived" || kind === "unarchived",
  );
  if (!conversation.isArchived || last?.kind !== "archived") return [];
  if (!isNameAmong(last.author, ownAccounts)) return [];
  return [{ kind: "unarchive", key: actionKey.undoLateArchive(last.id), scope: "appeal" }];
}

/** The link once more, for whoever asked for it on the site; this answers what they wrote as well. */
function askedLink(facts: AppealFacts, { linkAskedAt }: Appeal): readonly Action[] {
  if (linkAskedAt === null) return [];
  const key = actionKey.askedLink(linkAskedAt);
  const isSent = facts.settledForAppeal.has(key);
  if (!isSent && !mayRepeatAskedLink(facts.settledForAppeal, linkAskedAt)) return [];
  return sentOnce(facts, key, actionKey.archiveAskedLink(linkAskedAt));
}

/** A link and the archiving that belongs to it. */
function sentOnce(facts: AppealFacts, key: string, archiveKey: string): readonly Action[] {
  const archive = archived(archiveKey);
  if (facts.givenUpForAppeal.has(key)) return [];
  if (!facts.settledForAppeal.has(key))
    return [{ kind: "send", key, scope: "appeal", text: "invite" }, archive];
  const isUnfinished = !facts.settledForAppeal.has(archive.key) && !unansweredMessage(facts);
  return isUnfinished ? [archive] : [];
}

function secondConversation(facts: AppealFacts, appeal: Appeal): readonly Action[] {
  const { id } = facts.conversation;
  if (isForwarded(appeal) || appeal.form)
    return [
      { kind: "note", key: actionKey.pointer(id), scope: "appeal", note: "pointer", part: 1 },
    ];
  if (facts.settledForAppeal.has(actionKey.repeatInvite(id)))
    return unansweredMessage(facts)
      ? reminder(facts)
      : [putAway(facts, actionKey.archiveRepeat(id))];
  if (isHopeless(facts, actionKey.repeatInvite(id))) return [];
  return [
    { kind: "send", key: actionKey.repeatInvite(id), scope: "appeal", text: "invite" },
    archived(actionKey.archiveRepeat(id)),
  ];
}

/** One reminder for whatever they wrote since our last word; past the cap only the archiving is left. */
function reminder(facts: AppealFacts): readonly Action[] {
  const message = unansweredMessage(facts);
  if (message === null) return [];
  const archive = archived(actionKey.archiveReminder(message.id));
  const remind: Action = {
    kind: "send",
    key: actionKey.reminder(message.id),
    scope: "appeal",
    text: "reminder",
  };
  const isCapped = countReminders(facts.settledForAppeal) >= facts.community.reminderCap;
  return isCapped || !isToDo(facts, remind) ? [archive] : [remind, archive];
}

/**
 * Whether an invitation was given up, and the appellant has not written since. Their words then
 * stay where people see them; new ones show that they can be reached again.
 */
function isHopeless(facts: AppealFacts, key: string): boolean {
  const lastKnown = facts.givenUpForAppeal.get(key);
  if (lastKnown === undefined) return false;
  const { messages } = facts.conversation;
  // By their order, not by dates: the clocks of Reddit and of the bot may differ.
  const since = messages.slice(messages.findIndex(({ id }) => id === lastKnown) + 1);
  return !since.some((message) => isFromAppellant(message, facts));
}

/**
 * The archiving that belongs to our last word. A run may have ended between the two, or a
 * message of theirs have crossed with it: then the conversation still lies open before people.
 */
function putAway(facts: AppealFacts, afterInvite: string): Action {
  const reminded = facts.conversation.messages.findLast(({ id }) =>
    facts.settledForAppeal.has(actionKey.reminder(id)),
  );
  return archived(reminded ? actionKey.archiveReminder(reminded.id) : afterInvite);
}

function archived(key: string): Action {
  return { kind: "archive", key, scope: "appeal" };
}
