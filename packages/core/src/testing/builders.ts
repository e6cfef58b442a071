import type { Appeal } from "../appeal/appeal.ts";
import type { ActiveBan } from "../appeal/ban.ts";
import type { Appellant, Author, Conversation, Message } from "../appeal/conversation.ts";
import type { AppealFacts } from "../appeal/facts.ts";
import type { ModeratorDecision } from "../appeal/moderator-decision.ts";
import { defaultCommunitySettings } from "../community/community-settings.ts";
import { type QuestionSet, questionSetSchema } from "../questions/question-set.ts";
import type { TextSet } from "../texts/text-set.ts";

/** Names that every builder agrees on. */
export const cast = {
  subreddit: "PineLakeHikers",
  appellant: "muddy_boots",
  bot: "AppealModBot",
  moderator: "trail_warden",
} as const;

export const noon = new Date("2026-03-01T12:00:00.000Z");

export function minutesAfter(date: Date, minutes: number): Date {
  return new Date(date.getTime() + minutes * 60_000);
}

export function daysAfter(date: Date, days: number): Date {
  return minutesAfter(date, days * 24 * 60);
}

export function anAuthor(name: string, overrides: Partial<Author> = {}): Author {
  const isModerator = name === cast.bot || name === cast.moderator;
  return { id: null, name, isModerator, isAdmin: false, isDeleted: false, ...overrides };
}

export function aMessage(from: string, overrides: Partial<Message> = {}): Message {
  return {
    id: "m1",
    author: anAuthor(from),
    body: "Hello.",
    isPrivate: false,
    date: noon,
    ...overrides,
  };
}

export function anAppellant(overrides: Partial<Appellant> = {}): Appellant {
  return { id: null, name: cast.appellant, account: "active", ...overrides };
}

/** A conversation that the appellant began with one message, unless told otherwise. */
export function aConversation(overrides: Partial<Conversation> = {}): Conversation {
  const messages = overrides.messages ?? [aMessage(cast.appellant, { body: "Why was I banned?" })];
  return {
    id: "c1",
    subreddit: cast.subreddit,
    subject: "My ban",
    startedBy: messages[0]?.author.name ?? null,
    isInternal: false,
    isAuto: false,
    isArchived: false,
    appellant: anAppellant(),
    moderatorActions: [],
    lastUpdated: messages.at(-1)?.date ?? noon,
    messageCount: messages.length,
    isComplete: true,
    ...overrides,
    messages,
  };
}

/** Reddit's own notice of a ban, with the moderators' words as a quoted block. */
export function aBanNotice(reason: string | null, overrides: Partial<Message> = {}): Message {
  const quoted = reason?.replaceAll("\n", "\n> ") ?? "";
  const quote = reason === null ? "" : `Note from the moderators:\n\n> ${quoted}\n\n`;
  return aMessage(cast.moderator, {
    id: "m0",
    date: minutesAfter(noon, -60),
    body: `Hello,\nyou have been banned from r/${cast.subreddit}.\n\n${quote}You may answer this message.`,
    ...overrides,
  });
}

export function aBan(overrides: Partial<ActiveBan> = {}): ActiveBan {
  return {
    isBanned: true,
    permanence: "permanent",
    bannedAt: minutesAfter(noon, -60),
    endsAt: null,
    note: "Rule 2: kept picking wildflowers",
    bannedBy: null,
    ...overrides,
  };
}

export function anAppeal(overrides: Partial<Appeal> = {}): Appeal {
  return {
    id: "appeal-1",
    subreddit: cast.subreddit,
    redditorId: null,
    username: cast.appellant,
    group: "treatment",
    state: "new",
    outcome: null,
    bannedAt: minutesAfter(noon, -60),
    banNote: "Rule 2: kept picking wildflowers",
    conversationId: "c1",
    openedAt: noon,
    lastChangedAt: noon,
    closedAt: null,
    grantedBy: null,
    isModeratorInvolved: false,
    banMessage: null,
    linkAskedAt: null,
    linkVersion: 1,
    form: null,
    ...overrides,
  };
}

/** A decision to lift the ban with an answer, of a minute after noon. */
export function aDecision(overrides: Partial<ModeratorDecision> = {}): ModeratorDecision {
  return {
    id: "decision-1",
    appealId: "appeal-1",
    number: 1,
    kind: "lift",
    state: "pending",
    bannedAt: minutesAfter(noon, -60),
    reply: "Welcome back.",
    isAuthorHidden: true,
    rule: null,
    reason: "They understood.",
    categories: [],
    mayAppealAgainAt: null,
    probation: null,
    decidedById: "t2_warden",
    decidedBy: cast.moderator,
    decidedAt: minutesAfter(noon, 1),
    beginsAt: minutesAfter(noon, 1.5),
    needsSecond: false,
    secondedBy: null,
    liftedAt: null,
    ...overrides,
  };
}

export function someFacts(overrides: Partial<AppealFacts> = {}): AppealFacts {
  return {
    now: minutesAfter(noon, 1),
    ownAccounts: [cast.bot],
    community: defaultCommunitySettings,
    conversation: aConversation(),
    ban: aBan(),
    lift: null,
    appeal: null,
    earlierAppeals: [],
    drawnAs: null,
    group: null,
    draw: 0,
    noteParts: overrides.appeal?.form ? 1 : 0,
    quickAnswers: new Map(),
    moderatorDecision: null,
    isDeciderEntitled: true,
    question: null,
    settledForAppeal: new Set(),
    givenUpForAppeal: new Map(),
    settledForConversation: new Set(),
    ...overrides,
  };
}

/** A short form: one long question, one choice, one that depends on the choice. */
export const shortQuestions: QuestionSet = questionSetSchema.parse({
  id: "short",
  version: 1,
  questions: [
    { id: "why_banned", kind: "long", label: "Why do you think you were banned?" },
    {
      id: "why_appealing",
      kind: "one-of",
      label: "Why do you ask for another chance?",
      options: [
        { value: "mistake", label: "I made a mistake" },
        { value: "other", label: "Something else" },
      ],
    },
    {
      id: "why_appealing_other",
      kind: "short",
      label: "What else?",
      onlyIf: { question: "why_appealing", isOneOf: ["other"] },
    },
  ],
});

export const someAnswers = {
  why_banned: "I picked flowers where it is forbidden.",
  why_appealing: "mistake",
} as const;

export const plainTexts: TextSet = {
  invite: "Invite for {{username}}: {{form_link}}",
  repeated_invite: "The same link again: {{form_link}}",
  reminder: "Please use the form: {{form_link}}",
  final: "Thank you, {{username}}.",
  answers_note: "Answers of u/{{username}}",
  no_reason_note: "The ban has no reason.",
  pointer_note: "Appealed in {{conversation_link}}",
  auto_responder_note: "{{account}} answers everybody.",
};
