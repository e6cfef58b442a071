import { appealStates, groups, type NameKey, outcomes } from "@appealmod/core";
import { sql } from "drizzle-orm";
import {
  bigint,
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
import { communityRevisions } from "./community-revisions.ts";
import { isOneOf } from "./constraints.ts";

/** One ban episode being contested. */
export const appeals = pgTable(
  "appeals",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    subreddit: text("subreddit").notNull(),
    subredditKey: text("subreddit_key").$type<NameKey>().notNull(),
    /** Reddit's account id; null until Reddit told it. */
    redditorId: text("redditor_id"),
    /** The name as last seen. */
    username: text("username").notNull(),
    usernameKey: text("username_key").$type<NameKey>().notNull(),
    /** Who it is: by the account's id, which outlasts a name, else by the name. */
    redditorKey: text("redditor_key")
      .notNull()
      .generatedAlwaysAs(sql`coalesce(redditor_id, 'u/' || username_key)`),
    group: text("group", { enum: groups }).notNull(),
    state: text("state", { enum: appealStates }).notNull().default("new"),
    outcome: text("outcome", { enum: outcomes }),
    bannedAt: timestamp("banned_at", { withTimezone: true }),
    banNote: text("ban_note").notNull(),
    /** What the redditor was told about the ban; null while it is not known. */
    banMessage: text("told_reason"),
    conversationId: text("conversation_id").notNull(),
    /** What its community set of its own when it was opened; null where that was nothing, or is not known. */
    communityRevisionId: bigint("community_revision_id", { mode: "number" }).references(
      () => communityRevisions.id,
    ),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
    lastChangedAt: timestamp("last_changed_at", { withTimezone: true }).notNull(),
    closedAt: timestamp("closed_at", { withTimezone: true }),
    /** The moderator who lifted the ban, where that is known. */
    grantedBy: text("granted_by"),
    isModeratorInvolved: boolean("is_moderator_involved").notNull().default(false),
    /** When the redditor last asked on the site for a lost link. */
    linkAskedAt: timestamp("link_asked_at", { withTimezone: true }),
    /** Which of its form links is in force. */
    linkVersion: integer("link_version").notNull().default(1),
    /** When operators were told that its form has not reached people for minutes. */
    lateReportedAt: timestamp("late_reported_at", { withTimezone: true }),
    /** Counts what moderators decided on the site: who decides must have seen the latest. */
    reviewVersion: integer("review_version").notNull().default(0),
    /**
     * Its place in its moderators' queue, where that is not the one of its opening: long before all
     * others once the redditor has answered what moderators asked.
     */
    queuedFrom: timestamp("queued_from", { withTimezone: true }),
    /** When to look at it although nothing was heard of it; null until it was scheduled. */
    nextCheckAt: timestamp("next_check_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("appeals_one_open")
      .on(table.subredditKey, table.redditorKey)
      .where(sql`state <> 'closed'`),
    index("appeals_of_appellant").on(table.subredditKey, table.redditorKey, table.openedAt),
    // Names are looked for by their beginning as well, whatever the order of the server's language.
    index("appeals_by_name").on(table.subredditKey, table.usernameKey.op("text_pattern_ops")),
    // The tabs of the moderators' queue; their conditions are `isWithPeople` in other words.
    index("appeals_with_people")
      .on(table.subredditKey, sql`coalesce(queued_from, opened_at)`, table.id)
      .where(
        sql`state <> 'closed' and (state = 'forwarded' or "group" = 'control' or is_moderator_involved)`,
      ),
    index("appeals_with_bot")
      .on(table.subredditKey, table.openedAt, table.id)
      .where(
        sql`state in ('new', 'invited') and "group" = 'treatment' and not is_moderator_involved`,
      ),
    index("appeals_decided")
      .on(table.subredditKey, table.closedAt, table.id)
      .where(sql`outcome in ('granted', 'denied')`),
    index("appeals_by_opening").on(table.subredditKey, table.openedAt, table.id),
    index("appeals_of_redditor").on(table.redditorId),
    check("appeals_group_known", isOneOf(table.group, groups)),
    check("appeals_state_known", isOneOf(table.state, appealStates)),
    check("appeals_outcome_known", isOneOf(table.outcome, outcomes)),
    index("appeals_next_check").on(table.nextCheckAt).where(sql`state <> 'closed'`),
  ],
);
