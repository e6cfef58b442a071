import {
  type AppealStore,
  type Ban,
  type Conversation,
  decidedEvent,
  nameKey,
} from "@appealmod/core";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { conversations, listingCursors, quickAnswers } from "../schema/index.ts";
import type { TransactionWithEvents } from "../transaction-with-events.ts";

/** What was seen of Reddit's listing and what was decided about it. */
export function conversationRecords(
  { orm }: Database,
  transact: TransactionWithEvents,
): Pick<
  AppealStore,
  | "recordDecision"
  | "rememberConversation"
  | "noteQuickAnswer"
  | "handledUntil"
  | "readCursor"
  | "saveCursor"
> {
  return {
    async recordDecision(record) {
      await transact((_, emit) => emit(decidedEvent(record)));
    },

    async rememberConversation(seen) {
      const { conversationId, subreddit, redditor, lastUpdated, observed, event } = seen;
      const name = redditor === null || redditor.name === "[deleted]" ? null : redditor.name;
      const lastSeen = observed?.conversation ?? null;
      const lastBan = observed?.ban ?? null;
      await transact(async (tx, emit) => {
        const isNews = observed ? await isNewSight(tx, conversationId, lastSeen, lastBan) : false;
        await tx
          .insert(conversations)
          .values({
            ...{ conversationId, subreddit, lastUpdated, lastSeen, lastBan },
            redditorId: redditor?.id ?? null,
            username: name,
          })
          .onConflictDoUpdate({
            target: conversations.conversationId,
            set: {
              // Both outlive the account: its appeal is found by them.
              redditorId: sql`coalesce(excluded.redditor_id, ${conversations.redditorId})`,
              username: sql`coalesce(excluded.username, ${conversations.username})`,
              lastUpdated: sql`greatest(excluded.last_updated, ${conversations.lastUpdated})`,
              lastSeen: sql`coalesce(excluded.last_seen, ${conversations.lastSeen})`,
              lastBan: sql`coalesce(excluded.last_ban, ${conversations.lastBan})`,
            },
          });
        if (isNews) await emit(event);
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
          observedAt: listingCursors.observedAt,
        })
        .from(listingCursors)
        .where(eq(listingCursors.accountKey, account.toLowerCase()));
      return row ?? null;
    },

    async saveCursor(account, cursor) {
      await orm
        .insert(listingCursors)
        .values({ accountKey: account.toLowerCase(), ...cursor })
        .onConflictDoUpdate({ target: listingCursors.accountKey, set: cursor });
    },
  };
}

/** Whether a conversation looks otherwise than what is kept of it. */
async function isNewSight(
  orm: Orm,
  conversationId: string,
  lastSeen: Conversation | null,
  lastBan: Ban | null,
): Promise<boolean> {
  const isSame = sql<boolean>`coalesce(
    ${conversations.lastSeen} = ${JSON.stringify(lastSeen)}::jsonb
    and ${conversations.lastBan} = ${JSON.stringify(lastBan)}::jsonb, false)`;
  const [known] = await orm
    .select({ isSame })
    .from(conversations)
    .where(eq(conversations.conversationId, conversationId));
  return !known?.isSame;
}
