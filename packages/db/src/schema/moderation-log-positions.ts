import { logTroubleKinds, type NameKey, storedDateSchema } from "@appealmod/core";
import { check, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { z } from "zod";
import { isObject, isOneOf } from "./constraints.ts";
import { parsedJson } from "./parsed-json.ts";

/** How far each account's moderation log was followed. */
export const moderationLogPositions = pgTable(
  "moderation_log_positions",
  {
    accountKey: text("account_key").$type<NameKey>().primaryKey(),
    /** Newest first. */
    knownIds: text("known_ids").array().notNull().default([]),
    /** Null until the first look. */
    readAt: timestamp("read_at", { withTimezone: true }),
    coversFrom: timestamp("covers_from", { withTimezone: true }),
    /** By community, in lower case: since when it was followed without a gap. */
    followedSince: parsedJson(
      "moderation_log_positions",
      "followed_since",
      z.record(z.string(), storedDateSchema),
    )
      .notNull()
      .default({}),
    troubleKind: text("trouble_kind", { enum: logTroubleKinds }),
    troubleReason: text("trouble_reason"),
  },
  (table) => [
    check("moderation_log_positions_followed_object", isObject(table.followedSince)),
    check("moderation_log_positions_trouble_known", isOneOf(table.troubleKind, logTroubleKinds)),
  ],
);
