import { bigint, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** The readers of events, and how far each has delivered them. */
export const sinks = pgTable("sinks", {
  /** `mongo`, `slack-main`. */
  name: text("name").primaryKey(),
  /** The last event that was delivered or is none of its own. */
  position: bigint("position", { mode: "number" }).notNull(),
  /** What it has to remember between two deliveries, in a shape of its own. */
  state: jsonb("state"),
  /** Nothing is delivered before this: its destination's rate, or a failure. */
  notBefore: timestamp("not_before", { withTimezone: true }),
  /** It has something to deliver then although no event is new. */
  wakeAt: timestamp("wake_at", { withTimezone: true }),
  /** Deliveries that failed since the last one that did not. */
  failures: integer("failures").notNull().default(0),
  failingSince: timestamp("failing_since", { withTimezone: true }),
  lastError: text("last_error"),
  deliveredAt: timestamp("delivered_at", { withTimezone: true }),
});
