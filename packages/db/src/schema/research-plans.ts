import { type NameKey, researchPlanSchema } from "@appealmod/core";
import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { isObject } from "./constraints.ts";
import { parsedJson } from "./parsed-json.ts";

/** Plans of the experiment, locked: a row is added and never changed. A later one amends the one before. */
export const researchPlans = pgTable(
  "research_plans",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** Null for all communities. */
    subredditKey: text("subreddit_key").$type<NameKey>(),
    /** From 1 for each community, and for all. */
    number: integer("number").notNull(),
    plan: parsedJson("research_plans", "plan", researchPlanSchema).notNull(),
    /** SHA-256 of the plan and the time, as `planHash` writes them. */
    hash: text("hash").notNull(),
    lockedAt: timestamp("locked_at", { withTimezone: true }).notNull(),
    lockedBy: text("locked_by").notNull(),
    /** Whether somebody had been drawn already. */
    isLate: boolean("is_late").notNull(),
  },
  (table) => [
    uniqueIndex("research_plans_numbered").on(sql`coalesce(subreddit_key, '')`, table.number),
    check("research_plans_plan_object", isObject(table.plan)),
  ],
);
