import {
  type BotEvent,
  type EventActor,
  type EventData,
  eventActorKinds,
  eventAudiences,
  eventLevels,
} from "@appealmod/core";
import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  check,
  index,
  jsonb,
  pgSequence,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isObject, isOneOf } from "./constraints.ts";

/** Numbers the places of events in the order in which they became visible. */
export const eventPositions = pgSequence("event_positions");

/**
 * Everything that happened, appended to and never changed: what changed the state, in the same
 * transaction, and lines of log.
 */
export const events = pgTable(
  "events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /**
     * Its place in the order that readers go by; null until it was given one, after its transaction
     * was committed: so no event takes a place before one that was read already.
     */
    position: bigint("position", { mode: "number" }),
    kind: text("kind").notNull(),
    at: timestamp("at", { withTimezone: true }).notNull(),
    actorKind: text("actor_kind").$type<EventActor["kind"]>().notNull(),
    actorName: text("actor_name"),
    level: text("level").$type<BotEvent["level"]>().notNull(),
    audience: text("audience").$type<BotEvent["audience"]>().notNull(),
    message: text("message").notNull(),
    runner: text("runner").$type<BotEvent["runner"]>(),
    subreddit: text("subreddit"),
    conversationId: text("conversation_id"),
    appealId: uuid("appeal_id"),
    username: text("username"),
    data: jsonb("data").$type<EventData>().notNull(),
  },
  (table) => [
    uniqueIndex("events_in_order").on(table.position),
    index("events_without_position").on(table.id).where(sql`position is null`),
    index("events_of_appeal").on(table.appealId, table.id).where(sql`appeal_id is not null`),
    index("events_of_conversation")
      .on(table.conversationId, table.id)
      .where(sql`conversation_id is not null`),
    index("events_by_time").on(table.at),
    // For the experiment's flow and for the looks at it, which ask by kind.
    index("events_decided").on(table.conversationId, table.id).where(sql`kind = 'decided'`),
    index("events_results_seen").on(table.at).where(sql`kind = 'research-results-seen'`),
    check("events_actor_known", isOneOf(table.actorKind, eventActorKinds)),
    check("events_level_known", isOneOf(table.level, eventLevels)),
    check("events_audience_known", isOneOf(table.audience, eventAudiences)),
    check("events_data_object", isObject(table.data)),
  ],
);
