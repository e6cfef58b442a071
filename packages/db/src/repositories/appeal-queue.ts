import type {
  AppealState,
  Group,
  ModeratorDecisionKind,
  ModeratorDecisionState,
  NameKey,
  Outcome,
} from "@appealmod/core";
import type { Database } from "../open-database.ts";

/** Which appeals a list of them shows, and in which order. */
export const queueTabs = ["to-decide", "waiting", "decided", "all"] as const;
export type QueueTab = (typeof queueTabs)[number];

/** Whose appeals: those of the communities in which somebody has one of Reddit's permissions. */
export interface ReviewScope {
  readonly redditorId: string;
  /** All of these, or `all`. */
  readonly permissions: readonly string[];
  /** Reddit's list must have been read since. */
  readonly listedSince: Date;
}

export interface QueueQuery {
  readonly scope: ReviewScope;
  readonly subredditKey: NameKey | null;
  readonly tab: QueueTab;
  /** Looked for among all of them, whatever the tab: the beginning of a name, or a conversation's id. */
  readonly search: string | null;
  /** The place after which to go on. */
  readonly after: QueuePlace | null;
  readonly limit: number;
}

/** A row's place in the order of its list. */
export interface QueuePlace {
  /** As Postgres wrote it, in microseconds. */
  readonly at: string;
  readonly id: string;
}

export interface QueueRow {
  readonly id: string;
  readonly subreddit: string;
  readonly username: string;
  readonly group: Group;
  readonly state: AppealState;
  readonly outcome: Outcome | null;
  readonly isModeratorInvolved: boolean;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly claimedById: string | null;
  readonly claimedBy: string | null;
  readonly claimExpiresAt: Date | null;
  /** Whether the redditor has answered what moderators asked since. */
  readonly hasAnswered: boolean;
  readonly decisionKind: ModeratorDecisionKind | null;
  /** The latest decision on the site. */
  readonly decision: {
    readonly state: ModeratorDecisionState;
    readonly decidedById: string;
    readonly needsSecond: boolean;
    readonly secondedBy: string | null;
  } | null;
  readonly place: string;
}

/** `$1` to `$3` are the scope, `$4` the one community. */
const mine = `mine as materialized (
  select m.subreddit_key from community_moderators m
  where m.redditor_id = $1 and m.as_of > $3
    and (m.permissions @> $2::text[] or 'all' = any(m.permissions))
    and ($4::text is null or m.subreddit_key = $4))`;

/** As `isWithPeople` says; in the words of the index. */
const withPeople = `a.state <> 'closed'
  and (a.state = 'forwarded' or a."group" = 'control' or a.is_moderator_involved)`;
const withBot = `a.state in ('new', 'invited') and a."group" = 'treatment' and not a.is_moderator_involved`;
/** What was answered is on top; in the words of the index. */
const queuedAt = "coalesce(a.queued_from, a.opened_at)";
/** Whether somebody else decided, and it waits for another moderator: it is for the reader to agree. */
const toAgree = `(d.state = 'pending' and d.needs_second and d.seconded_by is null
  and d.decided_by_id <> $1)`;
/** `not in` has Postgres read the few that are under way once, and not for each row. */
const undecided = `a.id not in (
  select d.appeal_id from moderator_decisions d
  where d.state in ('pending', 'begun') and not ${toAgree})`;
const underWay = `select a.id, d.decided_at as at
  from moderator_decisions d join appeals a on a.id = d.appeal_id
  where d.state in ('pending', 'begun') and not ${toAgree} and a.state <> 'closed'
    and a.subreddit_key in (select subreddit_key from mine)`;

/** What somebody else decided waits for the reader, whoever has the appeal. */
const waitsForReader = `select a.id, a.opened_at as at
  from moderator_decisions d join appeals a on a.id = d.appeal_id
  where ${toAgree} and ${withBot} and a.subreddit_key in (select subreddit_key from mine)`;
/** With the bot, and with nothing decided. */
const waiting = `${withBot} and a.id not in (
  select d.appeal_id from moderator_decisions d where d.state in ('pending', 'begun'))`;

/** The rows of each community in the list's order, so many of each that enough are left of all. */
const rowsOfTab: Readonly<Record<QueueTab, string>> = {
  "to-decide": `${ofEach(`${withPeople} and ${undecided}`, queuedAt, ">")}
    union all select w.id, w.at from (${waitsForReader}) w
    where $5::timestamptz is null or (w.at, w.id) > ($5, $6::uuid)`,
  waiting: ofEach(waiting, "a.opened_at", ">"),
  decided: `${ofEach("a.outcome in ('granted', 'denied')", "a.closed_at", "<")}
    union all select u.id, u.at from (${underWay}) u
    where $5::timestamptz is null or (u.at, u.id) < ($5, $6::uuid)`,
  all: ofEach("true", "a.opened_at", "<"),
};

/**
 * A few of each community tell how far down the list its first page can reach at the most; then what
 * is up to there is read of each. Else a page for somebody who moderates hundreds would read a whole
 * page of each of them.
 */
function ofEach(condition: string, by: string, direction: "<" | ">"): string {
  const order = direction === ">" ? "asc" : "desc";
  const reaches = direction === ">" ? "<=" : ">=";
  const first = (limit: string, further = "") => `mine cross join lateral (
    select a.id, ${by} as at from appeals a
    where a.subreddit_key = mine.subreddit_key and ${condition}
      and ($5::timestamptz is null or (${by}, a.id) ${direction} ($5, $6::uuid)) ${further}
    order by ${by} ${order}, a.id ${order} limit ${limit}) each`;
  const few = "(select 1 + 2 * $7 / greatest(count(*), 1) from mine)";
  const end = `(select each.at from ${first(few)} order by each.at ${order} limit 1 offset $7 - 1)`;
  const furthest = direction === ">" ? "infinity" : "-infinity";
  return `select each.id, each.at
    from ${first("$7", `and ${by} ${reaches} coalesce(${end}, '${furthest}')`)}`;
}

const found = `select a.id, a.opened_at as at from mine
    join appeals a on a.subreddit_key = mine.subreddit_key and a.username_key like $8
    where $5::timestamptz is null or (a.opened_at, a.id) < ($5, $6::uuid)
  union
  select a.id, a.opened_at from appeal_conversations c
    join appeals a on a.id = c.appeal_id
    join mine on mine.subreddit_key = a.subreddit_key
    where c.conversation_id = $9 and ($5::timestamptz is null or (a.opened_at, a.id) < ($5, $6::uuid))`;

/** So that a place can be handed on without losing what JavaScript's dates cannot hold. */
const placeText = `to_char(page.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** A page of appeals, by one query; `limit` of them, so ask for one more than is shown. */
export async function queueRows(
  { pool }: Pick<Database, "pool">,
  { scope, subredditKey, tab, search, after, limit }: QueueQuery,
): Promise<readonly QueueRow[]> {
  const isOldestFirst = search === null && (tab === "to-decide" || tab === "waiting");
  const order = isOldestFirst ? "asc" : "desc";
  const { rows } = await pool.query<QueueRow>(
    `with ${mine}, page as (
      select id, at from (${search === null ? rowsOfTab[tab] : found}) rows
      order by at ${order}, id ${order} limit $7)
    select a.id, a.subreddit, a.username, a."group", a.state, a.outcome,
      a.is_moderator_involved as "isModeratorInvolved",
      a.opened_at as "openedAt", a.closed_at as "closedAt", f.submitted_at as "submittedAt",
      c.redditor_id as "claimedById", c.username as "claimedBy", c.expires_at as "claimExpiresAt",
      a.queued_from is not null as "hasAnswered", d.kind as "decisionKind", d.decision, ${placeText} as place
    from page
    join appeals a on a.id = page.id
    left join main_ban_appeal_data f on f.appeal_id = a.id
    left join appeal_claims c on c.appeal_id = a.id
    left join lateral (
      select kind, json_build_object('state', state, 'decidedById', decided_by_id,
        'needsSecond', needs_second, 'secondedBy', seconded_by) as decision
      from moderator_decisions
      where appeal_id = a.id order by number desc limit 1) d on true
    order by page.at ${order}, page.id ${order}`,
    [
      ...scopeValues(scope, subredditKey),
      after?.at ?? null,
      after?.id ?? null,
      limit,
      ...(search === null ? [] : [`${escapeLike(search.toLowerCase())}%`, search]),
    ],
  );
  return rows;
}

/** Above this many a tab says only that there are more. */
export const mostCounted = 1_000;

export type QueueCounts = Readonly<Record<QueueTab, number>>;

/** How many appeals each tab has, `mostCounted` at most, by one query. */
export async function queueCounts(
  { pool }: Pick<Database, "pool">,
  scope: ReviewScope,
  subredditKey: NameKey | null,
): Promise<QueueCounts> {
  const count = (condition: string) => `(select count(*)::int from (
    select from mine cross join lateral (
      select from appeals a where a.subreddit_key = mine.subreddit_key and ${condition}
      limit ${mostCounted}) each limit ${mostCounted}) counted)`;
  const { rows } = await pool.query<QueueCounts>(
    `with ${mine} select
      least(${mostCounted}, ${count(`${withPeople} and ${undecided}`)}
        + (select count(*)::int from (${waitsForReader}) w)) as "to-decide",
      ${count(waiting)} as waiting,
      least(${mostCounted}, ${count("a.outcome in ('granted', 'denied')")}
        + (select count(*)::int from (${underWay}) u)) as decided,
      ${count("true")} as "all"`,
    scopeValues(scope, subredditKey),
  );
  return rows[0] ?? { "to-decide": 0, waiting: 0, decided: 0, all: 0 };
}

function scopeValues(
  { redditorId, permissions, listedSince }: ReviewScope,
  subredditKey: NameKey | null,
): unknown[] {
  return [redditorId, [...permissions], listedSince, subredditKey];
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** A community whose appeals somebody may read, or might once Reddit's list was read again. */
export interface ReviewedCommunity {
  readonly key: NameKey;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly asOf: Date;
}

export async function reviewedCommunities(
  { pool }: Pick<Database, "pool">,
  { redditorId, permissions }: Omit<ReviewScope, "listedSince">,
): Promise<readonly ReviewedCommunity[]> {
  const { rows } = await pool.query<ReviewedCommunity>(
    `select m.subreddit_key as key, coalesce(c.name, m.subreddit_key) as name,
      m.permissions, m.as_of as "asOf"
    from community_moderators m left join communities c on c.key = m.subreddit_key
    where m.redditor_id = $1 and (m.permissions @> $2::text[] or 'all' = any(m.permissions))
    order by m.subreddit_key`,
    [redditorId, [...permissions]],
  );
  return rows;
}
