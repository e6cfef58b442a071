import { dryRunFindingsSchema, type NameKey } from "@appealmod/core";
import { pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { parsedJson } from "./parsed-json.ts";

/** What the bot would have done about a community's last conversations; the latest look alone is kept. */
export const communityDryRuns = pgTable("community_dry_runs", {
  subredditKey: text("subreddit_key").$type<NameKey>().primaryKey(),
  askedAt: timestamp("asked_at", { withTimezone: true }).notNull(),
  /** Null while the bot is at it. */
  endedAt: timestamp("ended_at", { withTimezone: true }),
  /** Why it found nothing out, for people to read; null where it did. */
  trouble: text("trouble"),
  findings: parsedJson("community_dry_runs", "findings", dryRunFindingsSchema),
});
