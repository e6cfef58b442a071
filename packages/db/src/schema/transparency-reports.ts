import type { NameKey } from "@appealmod/core";
import { sql } from "drizzle-orm";
import {
  check,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { isObject } from "./constraints.ts";

/** Published numbers of closed months: a version is added and never changed; a later one corrects it. */
export const transparencyReports = pgTable(
  "transparency_reports",
  {
    subredditKey: text("subreddit_key").$type<NameKey>().notNull(),
    /** Its first day. */
    month: date("month", { mode: "string" }).notNull(),
    version: integer("version").notNull(),
    /** As they were published, cells under 5 hidden: the counts themselves are kept nowhere else. */
    report: jsonb("report").$type<Readonly<Record<string, unknown>>>().notNull(),
    publishedAt: timestamp("published_at", { withTimezone: true }).notNull(),
    /** Why there is another version; null for the first. */
    correction: text("correction"),
  },
  (table) => [
    primaryKey({ columns: [table.subredditKey, table.month, table.version] }),
    check("transparency_reports_object", isObject(table.report)),
    check("transparency_reports_month", sql`extract(day from month) = 1`),
  ],
);
