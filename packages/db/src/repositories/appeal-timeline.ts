import {
  type Conversation,
  eventActorKinds,
  eventDataSchema,
  parseStored,
  type RedditAction,
} from "@appealmod/core";
import { and, desc, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../open-database.ts";
import { actions, appealConversations, conversations, events } from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";
import { type OnUnreadable, readableRows } from "./unreadable-row.ts";

/** A conversation of an appeal, as it was last seen. */
export interface SeenConversation {
  readonly id: string;
  readonly linkedAt: Date;
  /** `null` where nothing was kept of it. */
  readonly lastSeen: Conversation | null;
}

/** In the order in which they were linked. */
export async function seenConversationsOf(
  { orm }: Pick<Database, "orm">,
  appealId: string,
  onUnreadable: OnUnreadable,
): Promise<readonly SeenConversation[]> {
  const { conversationId, linkedAt } = appealConversations;
  const rows = await orm
    .select({ id: conversationId, linkedAt, lastSeen: unparsed(conversations.lastSeen) })
    .from(appealConversations)
    .leftJoin(conversations, eq(conversations.conversationId, conversationId))
    .where(eq(appealConversations.appealId, appealId))
    .orderBy(linkedAt, conversationId);
  return rows.map(({ lastSeen, ...row }) => {
    const [read = null] = readableRows(
      [lastSeen ?? null],
      (value) => parsedColumn(conversations.lastSeen, value, row.id),
      onUnreadable,
    );
    return { ...row, lastSeen: read };
  });
}

/** An effect on Reddit that belongs to a message or moved a conversation. */
export interface SettledMessage {
  readonly messageId: string;
  readonly action: RedditAction;
}

/** The messages that the bot wrote about an appeal or in its conversations. */
export async function messagesOfBot(
  { orm }: Pick<Database, "orm">,
  appealId: string,
  conversationIds: readonly string[],
  onUnreadable: OnUnreadable,
): Promise<readonly SettledMessage[]> {
  const isHere =
    conversationIds.length === 0
      ? undefined
      : and(eq(actions.scope, "conversation"), inArray(actions.scopeId, [...conversationIds]));
  const rows = await orm
    .select({ id: actions.id, messageId: actions.messageId, action: unparsed(actions.action) })
    .from(actions)
    .where(
      and(
        isNotNull(actions.messageId),
        or(and(eq(actions.scope, "appeal"), eq(actions.scopeId, appealId)), isHere),
      ),
    );
  return readableRows(
    rows,
    ({ id, messageId, action }) => ({
      messageId: messageId ?? "",
      action: parsedColumn(actions.action, action, id),
    }),
    onUnreadable,
  );
}

/** What happened, for an appeal's page. */
export interface ReviewEvent {
  readonly id: number;
  readonly kind: string;
  readonly at: Date;
  readonly actorName: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * The newest events of some kinds, of an appeal and of what led to it, oldest first.
 *
 * @param of.kinds all others are left where they are
 */
export async function reviewEventsOf(
  { orm }: Pick<Database, "orm">,
  of: {
    readonly appealId: string;
    readonly conversationIds: readonly string[];
    readonly kinds: readonly string[];
    readonly limit: number;
  },
  onUnreadable: OnUnreadable,
): Promise<readonly ReviewEvent[]> {
  const isBefore =
    of.conversationIds.length === 0
      ? undefined
      : and(isNull(events.appealId), inArray(events.conversationId, [...of.conversationIds]));
  const { id, kind, at, actorKind, actorName, data } = events;
  const rows = await orm
    .select({ id, kind, at, actorKind, actorName, data })
    .from(events)
    .where(and(or(eq(events.appealId, of.appealId), isBefore), inArray(kind, [...of.kinds])))
    .orderBy(desc(id))
    .limit(of.limit);
  return readableRows(
    rows,
    (row): ReviewEvent => {
      const key = String(row.id);
      const read = parseStored(storedRow, row, { table: "events", column: "data", key });
      return {
        id: read.id,
        kind: read.kind,
        at: read.at,
        actorName: read.actorName,
        details: read.data.details ?? {},
      };
    },
    onUnreadable,
  ).toReversed();
}

const storedRow = z.object({
  id: z.number(),
  kind: z.string(),
  at: z.date(),
  actorKind: z.enum(eventActorKinds),
  actorName: z.string().nullable(),
  data: eventDataSchema,
});
