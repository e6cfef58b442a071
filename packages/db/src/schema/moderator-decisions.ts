import { moderatorDecisionKinds, moderatorDecisionStates } from "@appealmod/core";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";
import { isOneOf } from "./constraints.ts";

/** What moderators decided on the site: an intent, which the bot carries out once. */
export const moderatorDecisions = pgTable(
  "moderator_decisions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => appeals.id),
    kind: text("kind", { enum: moderatorDecisionKinds }).notNull(),
    state: text("state", { enum: moderatorDecisionStates }).notNull().default("pending"),
    /** The date of the ban that it is about: another ban is left alone. */
    bannedAt: timestamp("banned_at", { withTimezone: true }),
    /** What the redditor is answered, as plain text; null for no answer. */
    reply: text("reply"),
    /** Whether the answer is written in the community's name. */
    isAuthorHidden: boolean("is_author_hidden").notNull().default(true),
    /** The community's rule that it rests on; null for none. */
    rule: text("rule"),
    /** Why, as the redditor may read it. */
    reason: text("reason").notNull().default(""),
    categories: text("categories").array().notNull().default(sql`'{}'::text[]`),
    /** Before then another appeal is not looked at; null where nothing was said. */
    mayAppealAgainAt: timestamp("may_appeal_again_at", { withTimezone: true }),
    /** Of a lifted ban: until when its conditions hold; null for no probation. */
    probationUntil: timestamp("probation_until", { withTimezone: true }),
    probationConditions: text("probation_conditions"),
    /** When its moderators were reminded that the probation is over. */
    probationRemindedAt: timestamp("probation_reminded_at", { withTimezone: true }),
    decidedById: text("decided_by_id").notNull(),
    decidedBy: text("decided_by").notNull(),
    decidedAt: timestamp("decided_at", { withTimezone: true }).notNull(),
    /** Until then it can be taken back, and the bot does not begin. */
    beginsAt: timestamp("begins_at", { withTimezone: true }).notNull(),
    /** The second moderator, where the community wants one; it does not begin without. */
    secondedBy: text("seconded_by"),
    needsSecond: boolean("needs_second").notNull().default(false),
    /** When the bot began, and could no longer be stopped. */
    begunAt: timestamp("begun_at", { withTimezone: true }),
    endedAt: timestamp("ended_at", { withTimezone: true }),
    /** Why it was not carried out, or not wholly, for people to read. */
    trouble: text("trouble"),
    /** Which decision on the appeal it is, from 1. */
    number: integer("number").notNull(),
  },
  (table) => [
    uniqueIndex("moderator_decisions_numbered").on(table.appealId, table.number),
    uniqueIndex("moderator_decisions_one_under_way")
      .on(table.appealId)
      .where(sql`state in ('pending', 'begun')`),
    index("moderator_decisions_due").on(table.beginsAt).where(sql`state in ('pending', 'begun')`),
    index("moderator_decisions_on_probation")
      .on(table.probationUntil)
      .where(sql`state = 'done' and probation_until is not null and probation_reminded_at is null`),
    check("moderator_decisions_kind_known", isOneOf(table.kind, moderatorDecisionKinds)),
    check("moderator_decisions_state_known", isOneOf(table.state, moderatorDecisionStates)),
  ],
);
