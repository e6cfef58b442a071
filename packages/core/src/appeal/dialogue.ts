import type { Action } from "./action.ts";
import { actionKey, countReminders } from "./action.ts";
import type { Appeal } from "./appeal.ts";
import type { AppealFacts } from "./facts.ts";
import { forwarding } from "./forwarding.ts";
import { unansweredMessage } from "./reading.ts";

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
  const said =
    appeal.group === "control"
      ? []
      : isFirstConversation
        ? firstConversation(facts, appeal)
        : secondConversation(facts, appeal);
  return [...link, ...said].filter((action) => !facts.settledForAppeal.has(action.key));
}

function firstConversation(facts: AppealFacts, appeal: Appeal): readonly Action[] {
  if (appeal.state === "forwarded") return [];
  if (appeal.form) return forwarding(facts);
  if (!facts.settledForAppeal.has(actionKey.invite)) return firstSteps;
  const asked = askedLink(facts, appeal);
  if (asked.length > 0) return asked;
  return unansweredMessage(facts) ? reminder(facts) : [putAway(facts, actionKey.archiveInvite)];
}

/** The link once more, for whoever asked for it on the site; this answers what they wrote as well. */
function askedLink(facts: AppealFacts, { linkAskedAt }: Appeal): readonly Action[] {
  if (linkAskedAt === null) return [];
  const key = actionKey.askedLink(linkAskedAt);
  const archive = archived(actionKey.archiveAskedLink(linkAskedAt));
  if (!facts.settledForAppeal.has(key))
    return [{ kind: "send", key, scope: "appeal", text: "invite" }, archive];
  const isUnfinished = !facts.settledForAppeal.has(archive.key) && !unansweredMessage(facts);
  return isUnfinished ? [archive] : [];
}

function secondConversation(facts: AppealFacts, appeal: Appeal): readonly Action[] {
  const { id } = facts.conversation;
  if (appeal.state === "forwarded" || appeal.form)
    return [
      { kind: "note", key: actionKey.pointer(id), scope: "appeal", note: "pointer", part: 1 },
    ];
  if (facts.settledForAppeal.has(actionKey.repeatInvite(id)))
    return unansweredMessage(facts)
      ? reminder(facts)
      : [putAway(facts, actionKey.archiveRepeat(id))];
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
  if (countReminders(facts.settledForAppeal) >= facts.community.reminderCap) return [archive];
  return [
    { kind: "send", key: actionKey.reminder(message.id), scope: "appeal", text: "reminder" },
    archive,
  ];
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
