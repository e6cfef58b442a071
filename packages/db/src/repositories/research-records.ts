import {
  type AppellantRecord,
  actionKey,
  type ConversationRecord,
  isInviteKey,
  nameKey,
  type SubredditRecord,
} from "@appealmod/core";
import { and, desc, eq, getTableColumns, inArray, isNotNull, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import {
  actions,
  appealConversations,
  appeals,
  banAppealForms,
  bans,
  communityFacts,
  conversations,
  groupAssignments,
  questionSets,
} from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";
import { appealFrom, formColumns, submittedForm } from "./stored-appeal.ts";
import { type OnUnreadable, readableRows } from "./unreadable-row.ts";

/** The clock of the database, which all processes of an installation share. */
const asOf = sql<Date>`clock_timestamp()`.mapWith((value: string) => new Date(value));

/** The conversations of appeals as they were last seen. Those that none was kept of are left out. */
export async function conversationRecordsOf(
  orm: Orm,
  conversationIds: readonly string[],
  onUnreadable: OnUnreadable,
): Promise<readonly ConversationRecord[]> {
  if (conversationIds.length === 0) return [];
  const rows = await orm
    .select({
      id: conversations.conversationId,
      lastSeen: unparsed(conversations.lastSeen),
      lastBan: unparsed(conversations.lastBan),
      at: asOf,
    })
    .from(conversations)
    .where(
      and(
        inArray(conversations.conversationId, [...conversationIds]),
        isNotNull(conversations.lastSeen),
      ),
    );
  const contested = await newestAppealsOf(orm, conversationIds);
  const read = ({ id, at, ...row }: (typeof rows)[number]): ConversationRecord | null => {
    const conversation = parsedColumn(conversations.lastSeen, row.lastSeen, id);
    const ban = parsedColumn(conversations.lastBan, row.lastBan, id);
    const appeal = contested.get(id);
    const isLifted = appeal?.outcome === "granted" && !ban?.isBanned;
    return (
      conversation && {
        conversation,
        ban,
        contestedBan: appeal ? { bannedAt: appeal.bannedAt, note: appeal.banNote } : null,
        unbannedAt: isLifted ? (appeal.liftedAt ?? appeal.closedAt) : null,
        at,
      }
    );
  };
  return readableRows(rows, read, onUnreadable).filter((record) => record !== null);
}

async function newestAppealsOf(orm: Orm, conversationIds: readonly string[]) {
  const liftedAt = sql<Date | null>`(
    select max(${bans.liftedAt}) from ${bans}
    where ${bans.subredditKey} = ${appeals.subredditKey}
      and (${bans.redditorId} = ${appeals.redditorId}
        or ${bans.redditorId} is null and ${bans.usernameKey} = ${appeals.usernameKey})
      and ${bans.liftedBy} is not null and ${bans.liftedAt} <= ${appeals.closedAt}
      and ${bans.liftedAt} >= coalesce(${appeals.bannedAt}, ${bans.liftedAt}))`.mapWith(
    bans.liftedAt,
  );
  const rows = await orm
    .selectDistinctOn([appealConversations.conversationId], {
      conversationId: appealConversations.conversationId,
      outcome: appeals.outcome,
      bannedAt: appeals.bannedAt,
      banNote: appeals.banNote,
      closedAt: appeals.closedAt,
      liftedAt,
    })
    .from(appealConversations)
    .innerJoin(appeals, eq(appeals.id, appealConversations.appealId))
    .where(inArray(appealConversations.conversationId, [...conversationIds]))
    .orderBy(appealConversations.conversationId, desc(appeals.openedAt));
  return new Map(rows.map((row) => [row.conversationId, row]));
}

/** Each redditor of these appeals in their community, by the newest appeal. */
export async function appellantRecordsOf(
  orm: Orm,
  appealIds: readonly string[],
  onUnreadable: OnUnreadable,
): Promise<readonly AppellantRecord[]> {
  if (appealIds.length === 0) return [];
  const of = orm
    .select({ subredditKey: appeals.subredditKey, redditorKey: appeals.redditorKey })
    .from(appeals)
    .where(inArray(appeals.id, [...appealIds]));
  const settled = sql<string[]>`array(
    select ${actions.key} from ${actions}
    where ${actions.scope} = 'appeal' and ${actions.scopeId} = ${appeals.id}::text
      and ${actions.status} = 'settled')`;
  const linked = sql<string[]>`array(
    select ${appealConversations.conversationId} from ${appealConversations}
    where ${appealConversations.appealId} = ${appeals.id}
    order by ${appealConversations.linkedAt}, ${appealConversations.conversationId})`;
  const lastUpdate = sql<Date | null>`(
    select max(${conversations.lastUpdated}) from ${conversations}
    join ${appealConversations} using (conversation_id)
    where ${appealConversations.appealId} = ${appeals.id})`.mapWith(conversations.lastUpdated);
  const isDeleted = sql<boolean>`coalesce((
    select ${conversations.lastSeen} #>> '{appellant,account}' = 'deleted' from ${conversations}
    where ${conversations.conversationId} = ${appeals.conversationId}), false)`;
  const rows = await orm
    .selectDistinctOn([appeals.subredditKey, appeals.redditorKey], {
      appeal: appeals,
      ...formColumns,
      drawnAs: groupAssignments.usernameKey,
      ...{ settled, linked, lastUpdate, isDeleted, at: asOf },
    })
    .from(appeals)
    .leftJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .leftJoin(questionSets, eq(questionSets.id, banAppealForms.questionSetId))
    .leftJoin(
      groupAssignments,
      and(
        eq(groupAssignments.subredditKey, appeals.subredditKey),
        eq(groupAssignments.redditorKey, appeals.redditorKey),
      ),
    )
    .where(sql`(${appeals.subredditKey}, ${appeals.redditorKey}) in ${of}`)
    .orderBy(appeals.subredditKey, appeals.redditorKey, desc(appeals.openedAt));
  const read = (row: (typeof rows)[number]): AppellantRecord => {
    const appeal = appealFrom(row.appeal, submittedForm(row.appeal.id, row));
    const done = new Set(row.settled);
    return {
      username: appeal.username,
      firstKnownAs: row.drawnAs ?? appeal.username,
      subreddit: appeal.subreddit,
      appeal,
      conversationIds: row.linked,
      isDeleted: row.isDeleted,
      isFormShared: appeal.form !== null || row.settled.some(isInviteKey),
      isNoteShared: done.has(actionKey.answers(1)) || done.has(actionKey.unarchive),
      lastConversationUpdate: row.lastUpdate,
      at: row.at,
    };
  };
  return readableRows(rows, read, onUnreadable);
}

/** The public descriptions of communities, as last read. */
export async function subredditRecordsOf(
  orm: Orm,
  subreddits: readonly string[],
  onUnreadable: OnUnreadable,
): Promise<readonly SubredditRecord[]> {
  if (subreddits.length === 0) return [];
  const { rules, moderators, ...columns } = getTableColumns(communityFacts);
  const rows = await orm
    .select({ ...columns, rules: unparsed(rules), moderators: unparsed(moderators) })
    .from(communityFacts)
    .where(inArray(communityFacts.subredditKey, subreddits.map(nameKey)));
  const read = ({
    subredditKey: key,
    asOf: at,
    ...facts
  }: (typeof rows)[number]): SubredditRecord => ({
    facts: {
      ...facts,
      rules: parsedColumn(rules, facts.rules, key),
      moderators: parsedColumn(moderators, facts.moderators, key),
    },
    at,
  });
  return readableRows(rows, read, onUnreadable);
}
