import { nameKey } from "@appealmod/core";
import { inArray, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Orm } from "../open-database.ts";
import type { PersonalKeys } from "../schema/deletions.ts";
import {
  actions,
  appealClaims,
  appealConversations,
  appeals,
  appealViews,
  banAppealForms,
  bans,
  communityDryRuns,
  communityModerators,
  conversations,
  decisionDrafts,
  events,
  formLinks,
  groupAssignments,
  moderatorDecisions,
  moderatorNotes,
  moderatorWatches,
  quickAnswers,
  researchLabels,
  roleGrants,
  signUps,
  siteSessions,
  unsavedPosts,
} from "../schema/index.ts";

/** Everything by which rows about somebody are found. */
export interface PersonalData extends PersonalKeys {
  readonly appealIds: readonly string[];
}

/** How many rows of each table. */
export type RowCounts = Readonly<Record<string, number>>;

/**
 * Gathers what is kept about a redditor, under every name that the account had here.
 *
 * @param redditor an account id, `t2_…`, or a name
 */
export async function findPersonalData(orm: Orm, redditor: string): Promise<PersonalData> {
  const isId = redditor.startsWith("t2_");
  const redditorIds = isId ? [redditor] : await idsOfName(orm, redditor);
  const usernames = new Set(isId ? [] : [redditor]);
  for (const name of await namesOfIds(orm, redditorIds)) usernames.add(name);
  const keys = [...usernames].map(nameKey);
  const own = await orm
    .select({ id: appeals.id, conversationId: appeals.conversationId })
    .from(appeals)
    .where(isAbout(appeals.redditorId, appeals.usernameKey, redditorIds, keys));
  const appealIds = own.map(({ id }) => id);
  const linked = await orm
    .select({ id: appealConversations.conversationId })
    .from(appealConversations)
    .where(oneOf(appealConversations.appealId, appealIds));
  const seen = await orm
    .select({ id: conversations.conversationId })
    .from(conversations)
    .where(isAbout(conversations.redditorId, lower(conversations.username), redditorIds, keys));
  const conversationIds = new Set([
    ...own.map(({ conversationId }) => conversationId),
    ...linked.map(({ id }) => id),
    ...seen.map(({ id }) => id),
  ]);
  return {
    redditorIds,
    usernames: [...usernames],
    appealIds,
    conversationIds: [...conversationIds],
  };
}

/** The same for appeals alone: what is known of their redditors elsewhere stays. */
export async function personalDataOfAppeals(
  orm: Orm,
  appealIds: readonly string[],
): Promise<PersonalData> {
  const rows = await orm
    .select({ id: appealConversations.conversationId })
    .from(appealConversations)
    .where(oneOf(appealConversations.appealId, appealIds));
  const conversationIds = [...new Set(rows.map(({ id }) => id))];
  return { appealIds, conversationIds, redditorIds: [], usernames: [] };
}

/**
 * Deletes every row about somebody. Where a row tells of others and only names them, such as an
 * event by a moderator, the name is replaced.
 */
export async function deletePersonalData(orm: Orm, found: PersonalData): Promise<RowCounts> {
  const { redditorIds, usernames, appealIds, conversationIds } = found;
  const keys = usernames.map(nameKey);
  const counts: Record<string, number> = {};
  const remove = async (name: string, statement: SQL) => {
    const { rowCount } = await orm.execute(statement);
    if (rowCount) counts[name] = rowCount;
  };
  const ofAppeal = (column: AnyPgColumn) => oneOf(column, appealIds);
  const ofConversation = (column: AnyPgColumn) => oneOf(column, conversationIds);
  const byName = (column: AnyPgColumn) => oneOf(lower(column), keys);

  for (const [name, table] of [
    ["form_links", formLinks],
    ["main_ban_appeal_data", banAppealForms],
    ["moderator_decisions", moderatorDecisions],
    ["moderator_notes", moderatorNotes],
    ["appeal_claims", appealClaims],
    ["appeal_views", appealViews],
    ["moderator_watches", moderatorWatches],
    ["decision_drafts", decisionDrafts],
    ["appeal_conversations", appealConversations],
    ["research_labels", researchLabels],
  ] as const)
    await remove(name, sql`delete from ${table} where ${ofAppeal(table.appealId)}`);
  await remove(
    "actions",
    sql`delete from ${actions} where ${or(ofAppeal(actions.appealId), ofConversation(actions.conversationId))}`,
  );
  await remove(
    "events",
    sql`delete from ${events} where ${or(ofAppeal(events.appealId), ofConversation(events.conversationId), byName(events.username))}`,
  );
  await remove(
    "quick_answers",
    sql`delete from ${quickAnswers} where ${ofConversation(quickAnswers.conversationId)}`,
  );
  await remove(
    "conversations",
    sql`delete from ${conversations} where ${ofConversation(conversations.conversationId)}`,
  );
  await remove(
    "community_dry_runs",
    sql`delete from ${communityDryRuns} where exists (
      select from jsonb_array_elements(${communityDryRuns.findings}) found
      where found ->> 'conversationId' = any(${sql.param([...conversationIds])}::text[]))`,
  );
  await remove("appeals", sql`delete from ${appeals} where ${ofAppeal(appeals.id)}`);
  for (const [name, table] of [
    ["bans", bans],
    ["group_assignments", groupAssignments],
  ] as const)
    await remove(
      name,
      sql`delete from ${table} where ${isAbout(table.redditorId, table.usernameKey, redditorIds, keys)}`,
    );
  for (const [name, table] of [
    ["site_sessions", siteSessions],
    ["community_moderators", communityModerators],
    ["appeal_claims", appealClaims],
    ["appeal_views", appealViews],
    ["moderator_watches", moderatorWatches],
    ["decision_drafts", decisionDrafts],
    ["unsaved_posts", unsavedPosts],
  ] as const)
    await remove(name, sql`delete from ${table} where ${oneOf(table.redditorId, redditorIds)}`);
  await remove(
    "role_grants",
    sql`delete from ${roleGrants} where ${byName(roleGrants.usernameKey)}`,
  );
  await remove(
    "main_sign_up_data",
    sql`delete from ${signUps} where ${byName(signUps.redditUsername)}`,
  );
  if (keys.length > 0) await replaceNames(orm, usernames);
  return counts;
}

/** What somebody is called in rows that stay. */
export const deletedName = "[deleted]";

/** Columns of rows about others that name a moderator. */
const namingColumns = [
  ["appeals", "granted_by"],
  ["bans", "banned_by"],
  ["bans", "lifted_by"],
  ["community_hooks", "added_by"],
  ["community_revisions", "actor_name"],
  ["events", "actor_name"],
  ["moderator_decisions", "decided_by"],
  ["moderator_decisions", "seconded_by"],
  ["moderator_notes", "author"],
  ["question_drafts", "updated_by"],
  ["research_blindings", "unlocked_by"],
  ["research_plans", "locked_by"],
] as const;

async function replaceNames(orm: Orm, usernames: readonly string[]): Promise<void> {
  const keys = usernames.map(nameKey);
  for (const [table, column] of namingColumns)
    await orm.execute(
      sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${deletedName}
        where lower(${sql.identifier(column)}) in ${keys}`,
    );
  // What Slack's sinks still have to say: digests name whom they are about.
  for (const name of usernames)
    await orm.execute(
      sql`update sinks set state = replace(state::text, ${name}, ${deletedName})::jsonb
        where strpos(state::text, ${name}) > 0`,
    );
}

async function idsOfName(orm: Orm, name: string): Promise<string[]> {
  const key = nameKey(name);
  const { rows } = await orm.execute<{ id: string }>(sql`
    select redditor_id as id from ${appeals} where username_key = ${key} and redditor_id is not null
    union select redditor_id from ${bans} where username_key = ${key} and redditor_id is not null
    union select redditor_id from ${conversations}
      where lower(username) = ${key} and redditor_id is not null
    union select redditor_id from ${communityModerators} where lower(username) = ${key}
    union select redditor_id from ${siteSessions} where lower(username) = ${key}`);
  return rows.map(({ id }) => id);
}

async function namesOfIds(orm: Orm, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const list = [...ids];
  const { rows } = await orm.execute<{ name: string }>(sql`
    select username as name from ${appeals} where redditor_id in ${list}
    union select username from ${bans} where redditor_id in ${list}
    union select username from ${conversations}
      where redditor_id in ${list} and username is not null
    union select username_key from ${groupAssignments} where redditor_id in ${list}
    union select username from ${communityModerators} where redditor_id in ${list}
    union select username from ${siteSessions} where redditor_id in ${list}`);
  return rows.map(({ name }) => name).filter((name) => name !== deletedName && name !== "");
}

/** By account id; by name only where no id is known, for names change hands. */
function isAbout(
  id: AnyPgColumn,
  key: AnyPgColumn | SQL,
  redditorIds: readonly string[],
  keys: readonly string[],
): SQL {
  return sql`(${oneOf(id, redditorIds)} or (${id} is null and ${oneOf(key, keys)}))`;
}

function oneOf(column: AnyPgColumn | SQL, values: readonly string[]): SQL {
  return values.length === 0 ? sql`false` : inArray(column as AnyPgColumn, [...values]);
}

function lower(column: AnyPgColumn): SQL {
  return sql`lower(${column})`;
}
