import fc from "fast-check";
import {
  type AppealFacts,
  actionKey,
  type Ban,
  communitySettingsSchema,
  moderatorDecisionKinds,
  notBanned,
  showsNothing,
  statesUnderWay,
} from "../index.ts";
import { anAuthor, cast, daysAfter, noon, shortQuestions, someAnswers } from "./builders.ts";

/** Names and words that have broken something somewhere before. */
const hostile = fc.oneof(
  fc.constantFrom(
    "",
    "[deleted]",
    "__proto__",
    "constructor",
    "AutoModerator",
    "saferbot",
    "{{form_link}}",
    "> \n>>",
    "\0",
    "\ud83c",
    "‮temporarily banned",
    "Autoban",
    "invite",
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
);
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Object.values(cast), cast.appellant.toUpperCase()) },
  { weight: 1, arbitrary: hostile },
);
const date = fc.oneof(
  fc.integer({ min: -4000, max: 4000 }).map((hours) => daysAfter(noon, hours / 24)),
  fc.date({ noInvalidDate: true }),
);
const conversationId = fc.oneof(fc.constantFrom("c1", "c2"), hostile);

const accountId = fc.option(fc.constantFrom("t2_one", "t2_two"), { freq: 2 });

const message = fc.record({
  id: fc.oneof(fc.constantFrom("m1", "m2", "m3"), hostile),
  author: fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({
        id: accountId,
        name,
        isModerator: fc.boolean(),
        isAdmin: fc.boolean(),
        isDeleted: fc.boolean(),
      }),
    },
    // A conversation without a word of the appellant's never gets past the first rules.
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ...[cast.appellant, cast.appellant, cast.bot, "saferbot"].map((one) => anAuthor(one)),
      ),
    },
  ),
  body: hostile,
  isPrivate: fc.boolean(),
  date,
});

const conversation = fc.record({
  id: conversationId,
  subreddit: name,
  subject: hostile,
  startedBy: fc.option(name, { freq: 4 }),
  isInternal: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.boolean()),
  isAuto: fc.boolean(),
  isArchived: fc.boolean(),
  appellant: fc.option(
    fc.record({
      id: accountId,
      name: fc.oneof({ weight: 2, arbitrary: fc.constant(cast.appellant) }, name),
      account: fc.constantFrom("active" as const, "active", "active", "suspended", "deleted"),
    }),
    { freq: 9 },
  ),
  messages: fc.array(message, { maxLength: 8 }),
  moderatorActions: fc.array(
    fc.record({
      id: hostile,
      kind: fc.constantFrom("archived" as const, "unarchived", "muted", "unbanned", "other"),
      author: name,
      date,
    }),
    { maxLength: 3 },
  ),
  lastUpdated: date,
  messageCount: fc.option(fc.nat({ max: 9 })),
  isComplete: fc.boolean(),
});

const bannedAt = fc.option(date, { freq: 4 });
const ban: fc.Arbitrary<Ban> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(notBanned) },
  {
    weight: 6,
    arbitrary: fc.record({
      isBanned: fc.constant(true as const),
      permanence: fc.constantFrom("permanent" as const, "permanent", "unknown", "temporary"),
      bannedAt,
      endsAt: fc.option(date),
      note: fc.oneof({ weight: 5, arbitrary: hostile }, fc.constant("Autoban: link farm")),
      bannedBy: fc.option(name),
    }),
  },
);

const group = fc.constantFrom("treatment" as const, "control" as const);
const openAppeal = fc.record({
  id: hostile,
  subreddit: name,
  redditorId: accountId,
  username: name,
  group,
  state: fc.constantFrom("new" as const, "invited", "forwarded"),
  outcome: fc.constant(null),
  bannedAt,
  banNote: hostile,
  banMessage: fc.option(hostile),
  linkAskedAt: fc.option(date, { freq: 3 }),
  linkVersion: fc.integer({ min: 1, max: 3 }),
  conversationId,
  openedAt: date,
  lastChangedAt: date,
  closedAt: fc.constant(null),
  grantedBy: fc.constant(null),
  isModeratorInvolved: fc.boolean(),
  form: fc.option(
    fc.record({
      answers: fc.constant(someAnswers),
      questions: fc.constant(shortQuestions),
      submittedAt: date,
    }),
  ),
});
const earlierAppeal = fc.record({
  id: hostile,
  bannedAt,
  openedAt: date,
  closedAt: fc.option(date),
  outcome: fc.constantFrom("granted" as const, "denied", "none"),
  conversationId,
  formSubmittedAt: fc.option(date),
});

const community = fc
  .record({
    otherBots: fc.array(
      hostile.filter((text) => !showsNothing(text)),
      { maxLength: 2 },
    ),
    autoResponders: fc.array(
      hostile.filter((text) => !showsNothing(text)),
      { maxLength: 2 },
    ),
    autobanPrefixes: fc.array(
      hostile.filter((text) => !showsNothing(text)),
      { maxLength: 2 },
    ),
    reminderCap: fc.integer({ min: 0, max: 3 }),
    updateCutoffDays: fc.double({ min: 0.01, max: 3650, noNaN: true }),
    treatmentFraction: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map((settings) => communitySettingsSchema.parse(settings));

const decisionParts = ["unban", "reply", "note", "archive"] as const;

const settledKey = fc.oneof(
  fc.constantFrom<string>(
    actionKey.invite,
    actionKey.archiveInvite,
    actionKey.final,
    actionKey.answers(1),
    actionKey.answers(2),
    actionKey.unarchive,
    actionKey.noReason,
    ...["c1", "c2"].flatMap((id) => [actionKey.link(id), actionKey.repeatInvite(id)]),
    ...decisionParts.map((part) => actionKey.decision(1, part)),
    ...["m1", "m2", "m3"].flatMap((id) => [actionKey.reminder(id), actionKey.archiveReminder(id)]),
  ),
  hostile,
);
const settledKeys = fc.array(settledKey, { maxLength: 10 }).map((keys) => new Set(keys));

const moderatorDecision = fc.record({
  id: hostile,
  appealId: hostile,
  number: fc.integer({ min: 1, max: 2 }),
  kind: fc.constantFrom(...moderatorDecisionKinds),
  state: fc.constantFrom(...statesUnderWay),
  bannedAt,
  reply: fc.option(hostile),
  isAuthorHidden: fc.boolean(),
  rule: fc.option(hostile),
  reason: hostile,
  categories: fc.array(hostile, { maxLength: 2 }),
  mayAppealAgainAt: fc.option(date),
  probation: fc.option(fc.record({ until: date, conditions: hostile })),
  decidedById: fc.constantFrom("t2_one", "t2_two"),
  decidedBy: name,
  decidedAt: date,
  beginsAt: date,
  needsSecond: fc.boolean(),
  secondedBy: fc.option(name),
  liftedAt: fc.option(date),
});

/** Whatever the policy may be asked about, likely and unlikely alike. */
export const arbitraryFacts: fc.Arbitrary<AppealFacts> = fc.record({
  now: date,
  ownAccounts: fc.array(fc.oneof(fc.constant(cast.bot), name), { maxLength: 2 }),
  community,
  conversation,
  ban,
  lift: fc.option(fc.record({ at: date, by: fc.option(name) })),
  appeal: fc.option(openAppeal),
  earlierAppeals: fc.array(earlierAppeal, { maxLength: 2 }),
  drawnAs: fc.option(name),
  group: fc.option(group),
  draw: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  noteParts: fc.integer({ min: 0, max: 4 }),
  quickAnswers: fc
    .array(fc.tuple(name, fc.integer({ min: 1, max: 5 })), { maxLength: 2 })
    .map((answers) => new Map(answers)),
  moderatorDecision: fc.option(moderatorDecision, { freq: 2 }),
  isDeciderEntitled: fc.boolean(),
  question: fc.option(
    fc.record({
      id: fc.constantFrom("q1", "q2"),
      body: hostile,
      askedBy: name,
      messageId: fc.option(fc.constantFrom("m1", "m2")),
    }),
    { freq: 2 },
  ),
  settledForAppeal: settledKeys,
  givenUpForAppeal: fc
    .array(fc.tuple(settledKey, fc.option(fc.constantFrom("m1", "m2"))), { maxLength: 4 })
    .map((keys) => new Map(keys)),
  settledForConversation: settledKeys,
});
