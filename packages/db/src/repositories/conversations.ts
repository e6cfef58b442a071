import { type AppealStore, nameKey } from "@appealmod/core";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { conversations, decisions, listingCursors, quickAnswers } from "../schema/index.ts";

/** What was seen of Reddit's listing and what was decided about it. */
export function conversationRecords({
  orm,
}: Database): Pick<
  AppealStore,
  | "recordDecision"
  | "rememberConversation"
  | "noteQuickAnswer"
  | "handledUntil"
  | "readCursor"
  | "saveCursor"
> {
  return {
    async recordDecision({ conversationId, subreddit, username, appealId, ...record }) {
      const { decision, isDryRun, at } = record;
      await orm.insert(decisions).values({
        conversationId,
        subreddit,
        username,
        appealId,
        reason: decision.reason,
        actions: decision.actions,
        isDryRun,
        decidedAt: at,
      });
    },

    async rememberConversation({ conversationId, subreddit, redditor, lastUpdated }) {
      const name = redditor === null || redditor.name === "[deleted]" ? null : redditor.name;
      const redditorId = redditor?.id ?? null;
      await orm
        .insert(conversations)
        .values({ conversationId, subreddit, redditorId, username: name, lastUpdated })
        .onConflictDoUpdate({
          target: conversations.conversationId,
          set: {
            // Both outlive the account: its appeal is found by them.
            redditorId: sql`coalesce(excluded.redditor_id, ${conversations.redditorId})`,
            username: sql`coalesce(excluded.username, ${conversations.username})`,
            lastUpdated: sql`greatest(excluded.last_updated, ${conversations.lastUpdated})`,
          },
        });
    },

    async noteQuickAnswer({ subreddit, author, conversationId }) {
      const of = { subredditKey: nameKey(subreddit), authorKey: nameKey(author) };
      await orm
        .insert(quickAnswers)
        .values({ ...of, conversationId })
        .onConflictDoNothing();
      const rows = await orm
        .select({ conversationId: quickAnswers.conversationId })
        .from(quickAnswers)
        .where(
          and(
            eq(quickAnswers.subredditKey, of.subredditKey),
            eq(quickAnswers.authorKey, of.authorKey),
          ),
        )
        .orderBy(quickAnswers.id);
      return rows.findIndex((row) => row.conversationId === conversationId) + 1;
    },

    async handledUntil(conversationIds) {
      if (conversationIds.length === 0) return new Map();
      const rows = await orm
        .select({ id: conversations.conversationId, lastUpdated: conversations.lastUpdated })
        .from(conversations)
        .where(inArray(conversations.conversationId, [...conversationIds]));
      return new Map(rows.map(({ id, lastUpdated }) => [id, lastUpdated]));
    },

    async readCursor(account) {
      const [row] = await orm
        .select({
          seenUntil: listingCursors.seenUntil,
          longestPage: listingCursors.longestPage,
        })
        .from(listingCursors)
        .where(eq(listingCursors.accountKey, account.toLowerCase()));
      return row ?? null;
    },

    async saveCursor(account, { seenUntil, longestPage }) {
      await orm
        .insert(listingCursors)
        .values({ accountKey: account.toLowerCase(), seenUntil, longestPage })
        .onConflictDoUpdate({ target: listingCursors.accountKey, set: { seenUntil, longestPage } });
    },
  };
}
