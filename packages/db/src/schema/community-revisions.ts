import {
  configurationChangesSchema,
  type EventActor,
  eventActorKinds,
  type NameKey,
  ownCommunitySettingsSchema,
  storedCommunityTextsSchema,
} from "@appealmod/core";
import {
  bigserial,
  check,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { isObject, isOneOf } from "./constraints.ts";
import { parsedJson } from "./parsed-json.ts";
import { questionSets } from "./question-sets.ts";

/**
 * What a community set of its own, at each change of it anew and never changed itself: each row
 * holds all of it.
 */
export const communityRevisions = pgTable(
  "community_revisions",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    subredditKey: text("subreddit_key").$type<NameKey>().notNull(),
    /** From 1 for each community. */
    number: integer("number").notNull(),
    at: timestamp("at", { withTimezone: true }).notNull(),
    actorKind: text("actor_kind").$type<EventActor["kind"]>().notNull(),
    actorName: text("actor_name"),
    /** In what it differs from the one before it. */
    changed: parsedJson("community_revisions", "changed", configurationChangesSchema).notNull(),
    settings: parsedJson("community_revisions", "settings", ownCommunitySettingsSchema).notNull(),
    /** Own wordings by language, then by text. */
    texts: parsedJson("community_revisions", "texts", storedCommunityTextsSchema).notNull(),
    /** Null where the default questions are asked. */
    questionSetId: text("question_set_id").references(() => questionSets.id),
  },
  (table) => [
    uniqueIndex("community_revisions_numbered").on(table.subredditKey, table.number),
    check("community_revisions_actor_known", isOneOf(table.actorKind, eventActorKinds)),
    check("community_revisions_changed_object", isObject(table.changed)),
    check("community_revisions_settings_object", isObject(table.settings)),
    check("community_revisions_texts_object", isObject(table.texts)),
  ],
);
