import {
  type NameKey,
  ownCommunitySettingsSchema,
  storedCommunityTextsSchema,
} from "@appealmod/core";
import { boolean, check, index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { isObject } from "./constraints.ts";
import { parsedJson } from "./parsed-json.ts";
import { questionSets } from "./question-sets.ts";

/** What is known of a community and what its moderators set. Whatever is unset follows the defaults. */
export const communities = pgTable(
  "communities",
  {
    key: text("key").$type<NameKey>().primaryKey(),
    /** The name in the case in which it was first given. */
    name: text("name").notNull(),
    settings: parsedJson("communities", "settings", ownCommunitySettingsSchema)
      .notNull()
      .default({}),
    /** Own wordings by language, then by text. */
    texts: parsedJson("communities", "texts", storedCommunityTextsSchema).notNull().default({}),
    questionSetId: text("question_set_id").references(() => questionSets.id),
    isServed: boolean("is_served").notNull().default(false),
    /** The bot's account that serves it, in lower case; null for the first one of the settings. */
    account: text("account").$type<NameKey>(),
    /** What keeps the bot from serving it, for people to read; null while all is well. */
    trouble: text("trouble"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("communities_served").on(table.isServed),
    check("communities_settings_object", isObject(table.settings)),
    check("communities_texts_object", isObject(table.texts)),
  ],
);
