import {
  type Appeal,
  type Conversation,
  decidedDetailsSchema,
  decidedEventName,
  isNameAmong,
  isSameAccount,
  type LeaveNote,
  type Message,
  type Outcome,
  type ReasonCode,
  type SendText,
} from "@appealmod/core";
import type {
  KnownBan,
  ModeratorNote,
  ReviewEvent,
  SettledMessage,
  SiteDecision,
  SiteQuestion,
} from "@appealmod/db";

/** What the bot did, or the redditor on the site, by the names of their events. */
const stepEvents = [
  "invite-sent",
  "reminder-sent",
  "final-sent",
  "question-sent",
  "question-answered",
  "answers-note-left",
  "pointer-note-left",
  "no-reason-note-left",
  "auto-responder-found",
  "archived",
  "forwarded",
  "conversation-linked",
  "moderator-involved",
  "form-sent",
  "link-asked",
  "link-replaced",
  "reply-skipped",
  "action-given-up",
  "redditor-renamed",
] as const;

export type TimelineStep = (typeof stepEvents)[number];

/** Reddit's message that a conversation about a ban begins with; a moderator's name stands on it. */
const banNotice = "ban-notice";

/** What moderators did deliberately. */
const deedEvents = ["appeal-claimed", "appeal-taken-over", "appeal-released"] as const;

export type ModeratorDeed = (typeof deedEvents)[number];

const secondedEvent = "decision-seconded";

/** All events that a timeline is made of; others, such as each look at the conversation, are left out. */
export const shownEvents: readonly string[] = [
  decidedEventName,
  secondedEvent,
  ...stepEvents,
  ...deedEvents,
];

/** Why the policy did what it did. That a ban is contested is one reason, whatever the group. */
export type ShownReason = Exclude<ReasonCode, "eligible" | "control"> | "contested";

export type MessageRole = "redditor" | "moderator" | "bot" | "reddit" | "other";

export type TimelineEntry = { readonly at: Date } & (
  | {
      readonly kind: "message";
      readonly id: string;
      readonly author: string;
      readonly role: MessageRole;
      /** Markdown, as somebody typed it. */
      readonly body: string;
      readonly isPrivate: boolean;
      /** Which of the bot's texts it is, or Reddit's own message about the ban; `null` for all others. */
      readonly text: SendText["text"] | LeaveNote["note"] | typeof banNotice | null;
      readonly conversationId: string;
    }
  | { readonly kind: "banned" | "ban-lifted"; readonly by: string | null }
  | { readonly kind: "opened" }
  | { readonly kind: "closed"; readonly outcome: Outcome; readonly by: string | null }
  | { readonly kind: "policy"; readonly reason: ShownReason }
  | { readonly kind: "step"; readonly step: TimelineStep }
  | { readonly kind: "deed"; readonly deed: ModeratorDeed; readonly by: string }
  | { readonly kind: "note"; readonly id: string; readonly by: string; readonly text: string }
  | { readonly kind: "question"; readonly question: SiteQuestion }
  | { readonly kind: "seconded"; readonly by: string }
  | { readonly kind: "decided"; readonly decision: SiteDecision }
  | { readonly kind: "decision-ended"; readonly decision: SiteDecision }
);

export interface TimelineSources {
  readonly appeal: Pick<
    Appeal,
    "redditorId" | "username" | "openedAt" | "closedAt" | "outcome" | "grantedBy"
  >;
  readonly ban: KnownBan | null;
  readonly conversations: readonly Conversation[];
  readonly botMessages: readonly SettledMessage[];
  readonly events: readonly ReviewEvent[];
  readonly notes: readonly ModeratorNote[];
  readonly decisions: readonly SiteDecision[];
  readonly questions: readonly SiteQuestion[];
  /** Every account that the bot ever listened with. */
  readonly accounts: readonly string[];
}

/** Everything that is known of an appeal, in one order, oldest first. */
export function timelineOfAppeal(sources: TimelineSources): readonly TimelineEntry[] {
  const { appeal, ban, notes, decisions, questions } = sources;
  const messages = messageEntries(sources);
  const entries: readonly TimelineEntry[] = [
    ...(ban?.bannedAt ? [{ kind: "banned", at: ban.bannedAt, by: ban.bannedBy } as const] : []),
    { kind: "opened", at: appeal.openedAt },
    ...messages,
    ...eventEntries(sources, new Set(messages.flatMap(({ text }) => (text ? [text] : [])))),
    ...notes.map(
      ({ id, at, author, text }) => ({ kind: "note", id, at, by: author, text }) as const,
    ),
    ...questions.map((question) => ({ kind: "question", at: question.askedAt, question }) as const),
    ...decisions.flatMap(decisionEntries),
    ...(ban?.liftedAt ? [{ kind: "ban-lifted", at: ban.liftedAt, by: ban.liftedBy } as const] : []),
    ...closing(appeal),
  ];
  // Sorting is stable: what happened at the same moment stays in the order above.
  return entries.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

function closing({ closedAt, outcome, grantedBy }: TimelineSources["appeal"]): TimelineEntry[] {
  if (closedAt === null) return [];
  return [{ kind: "closed", at: closedAt, outcome: outcome ?? "none", by: grantedBy }];
}

type MessageEntry = Extract<TimelineEntry, { kind: "message" }>;

function messageEntries({
  appeal,
  conversations,
  botMessages,
  accounts,
}: TimelineSources): readonly MessageEntry[] {
  const ofBot = new Map(botMessages.map(({ messageId, action }) => [messageId, action]));
  return conversations.flatMap((conversation) =>
    conversation.messages.map((message, index): MessageEntry => {
      const { id, author, body, isPrivate, date } = message;
      const action = ofBot.get(id);
      const isOurs = action !== undefined || isNameAmong(author.name, accounts);
      const role = isOurs ? "bot" : roleOf(message, appeal);
      const isNotice = index === 0 && conversation.isAuto && role !== "redditor" && !isOurs;
      const text =
        action?.kind === "send"
          ? action.text
          : action?.kind === "note"
            ? action.note
            : isNotice
              ? banNotice
              : null;
      const conversationId = conversation.id;
      return {
        ...{ kind: "message", at: date, id, author: author.name, role, body, isPrivate },
        ...{ text, conversationId },
      };
    }),
  );
}

function roleOf({ author }: Message, appeal: TimelineSources["appeal"]): MessageRole {
  const redditor = { id: appeal.redditorId, name: appeal.username };
  if (author.isAdmin) return "reddit";
  if (author.isModerator) return "moderator";
  return author.isDeleted || isSameAccount(author, redditor) ? "redditor" : "other";
}

/** The event that tells of a message which stands in the conversation says nothing more. */
const eventOfText: Readonly<Record<string, SendText["text"] | LeaveNote["note"]>> = {
  "invite-sent": "invite",
  "reminder-sent": "reminder",
  "final-sent": "final",
  "question-sent": "question",
  "answers-note-left": "answers",
  "pointer-note-left": "pointer",
  "no-reason-note-left": "no-reason",
  "auto-responder-found": "auto-responder",
};

function eventEntries(
  { events, appeal }: TimelineSources,
  shownTexts: ReadonlySet<string>,
): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let lastReason: ShownReason | null = null;
  for (const { kind, at, actorName, details } of events) {
    if (kind === decidedEventName) {
      const reason = shownReason(details);
      // It decides at every look: only another reason is news.
      if (reason !== null && reason !== lastReason) entries.push({ kind: "policy", at, reason });
      lastReason = reason ?? lastReason;
      continue;
    }
    if (kind === secondedEvent) entries.push({ kind: "seconded", at, by: actorName ?? "" });
    const deed = deedEvents.find((one) => one === kind);
    if (deed) entries.push({ kind: "deed", at, deed, by: actorName ?? appeal.username });
    const step = stepEvents.find((one) => one === kind);
    if (step && !shownTexts.has(eventOfText[step] ?? "")) entries.push({ kind: "step", at, step });
  }
  return entries;
}

function shownReason(details: Readonly<Record<string, unknown>>): ShownReason | null {
  const read = decidedDetailsSchema.safeParse(details);
  if (!read.success || read.data.isDryRun) return null;
  const { reason } = read.data;
  return reason === "eligible" || reason === "control" ? "contested" : reason;
}

function decisionEntries(decision: SiteDecision): readonly TimelineEntry[] {
  const { decidedAt, endedAt, state } = decision;
  const hasEnded = state === "done" || state === "refused" || state === "taken-back";
  return [
    { kind: "decided", at: decidedAt, decision },
    ...(hasEnded ? [{ kind: "decision-ended", at: endedAt ?? decidedAt, decision } as const] : []),
  ];
}
