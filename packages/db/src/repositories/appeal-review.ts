import type {
  AppealState,
  Group,
  ModeratorDecisionKind,
  ModeratorDecisionState,
  Outcome,
  Permanence,
  ShownDecision,
  SubmittedForm,
  SubredditRule,
} from "@appealmod/core";
import { and, asc, desc, eq, getTableColumns, gt, isNull, ne, or, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import {
  appealClaims,
  appeals,
  appealViews,
  banAppealForms,
  bans,
  communities,
  communityFacts,
  communityModerators,
  communityRevisions,
  moderatorDecisions,
  moderatorNotes,
  moderatorWatches,
  questionSets,
  redditorQuestions,
} from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";
import type { ReviewScope } from "./appeal-queue.ts";
import { builtOnce } from "./built-once.ts";
import { formColumns, submittedForm } from "./stored-appeal.ts";

type Reader = Pick<Database, "orm">;

/** An appeal for a moderator of its community, with what stands beside it in single rows. */
export interface AppealForReview {
  readonly appeal: typeof appeals.$inferSelect;
  readonly form: SubmittedForm | null;
  readonly claim: AppealClaim | null;
  /** Whether the reader watches this one appeal. */
  readonly isWatched: boolean;
  /** Of the reader, by Reddit's list. */
  readonly permissions: readonly string[];
  readonly rules: readonly SubredditRule[];
  readonly settings: (typeof communityRevisions.$inferSelect)["settings"] | null;
}

export interface AppealClaim {
  readonly redditorId: string;
  readonly username: string;
  readonly claimedAt: Date;
  readonly expiresAt: Date;
}

/**
 * Finds an appeal within what somebody may read.
 *
 * @returns `null` for none, and for one of another community
 * @throws UnreadableRowError
 */
export async function findReviewedAppeal(
  { orm }: Reader,
  scope: ReviewScope,
  appealId: string,
): Promise<AppealForReview | null> {
  const [row] = await orm
    .select({
      appeal: appeals,
      ...formColumns,
      claim: appealClaims,
      permissions: communityModerators.permissions,
      rules: unparsed(communityFacts.rules),
      settings: unparsed(communityRevisions.settings),
      revisionId: communityRevisions.id,
      isWatched: sql<boolean>`exists (select from ${moderatorWatches}
        where ${moderatorWatches.appealId} = ${appeals.id}
          and ${moderatorWatches.redditorId} = ${scope.redditorId})`,
    })
    .from(appeals)
    .innerJoin(
      communityModerators,
      and(
        eq(communityModerators.subredditKey, appeals.subredditKey),
        eq(communityModerators.redditorId, scope.redditorId),
        gt(communityModerators.asOf, scope.listedSince),
        sql`(${communityModerators.permissions} @> ${sql.param([...scope.permissions])}::text[]
          or 'all' = any(${communityModerators.permissions}))`,
      ),
    )
    .leftJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .leftJoin(questionSets, eq(questionSets.id, banAppealForms.questionSetId))
    .leftJoin(appealClaims, eq(appealClaims.appealId, appeals.id))
    .leftJoin(communityFacts, eq(communityFacts.subredditKey, appeals.subredditKey))
    .leftJoin(communities, eq(communities.key, appeals.subredditKey))
    .leftJoin(communityRevisions, eq(communityRevisions.id, communities.revisionId))
    .where(eq(appeals.id, appealId));
  if (!row) return null;
  const { appeal, claim, permissions, isWatched } = row;
  return {
    appeal,
    isWatched,
    form: submittedForm(appeal.id, row),
    claim,
    permissions,
    rules:
      row.rules == null ? [] : parsedColumn(communityFacts.rules, row.rules, appeal.subredditKey),
    settings:
      row.settings == null
        ? null
        : parsedColumn(communityRevisions.settings, row.settings, String(row.revisionId)),
  };
}

/** A ban of one redditor in one community, as moderators may see it. */
export interface KnownBan {
  readonly id: string;
  readonly bannedAt: Date | null;
  readonly bannedBy: string | null;
  readonly permanence: Permanence;
  readonly endsAt: Date | null;
  readonly note: string | null;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
}

type Whose = Pick<
  typeof appeals.$inferSelect,
  "id" | "subredditKey" | "redditorId" | "usernameKey"
>;

/** More than this of one redditor would not be read. */
const mostShown = 50;

/** Newest first. */
export async function knownBansOf({ orm }: Reader, whose: Whose): Promise<readonly KnownBan[]> {
  const { id, bannedAt, bannedBy, permanence, endsAt, note, liftedAt, liftedBy } = bans;
  return orm
    .select({ id, bannedAt, bannedBy, permanence, endsAt, note, liftedAt, liftedBy })
    .from(bans)
    .where(
      and(
        eq(bans.subredditKey, whose.subredditKey),
        or(
          whose.redditorId === null ? undefined : eq(bans.redditorId, whose.redditorId),
          and(isNull(bans.redditorId), eq(bans.usernameKey, whose.usernameKey)),
        ),
      ),
    )
    .orderBy(sql`${bannedAt} desc nulls last`, desc(bans.checkedAt))
    .limit(mostShown);
}

export interface OtherAppeal {
  readonly id: string;
  readonly group: Group;
  readonly state: AppealState;
  readonly isModeratorInvolved: boolean;
  readonly outcome: Outcome | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** What else the same redditor appealed in the same community, newest first. */
export async function otherAppealsOf(
  { orm }: Reader,
  whose: Whose,
): Promise<readonly OtherAppeal[]> {
  const { id, group, state, isModeratorInvolved, outcome, openedAt, closedAt } = appeals;
  const keys = [`u/${whose.usernameKey}`, ...(whose.redditorId === null ? [] : [whose.redditorId])];
  return orm
    .select({ id, group, state, isModeratorInvolved, outcome, openedAt, closedAt })
    .from(appeals)
    .where(
      and(
        eq(appeals.subredditKey, whose.subredditKey),
        sql`${appeals.redditorKey} in ${keys}`,
        ne(appeals.id, whose.id),
      ),
    )
    .orderBy(desc(openedAt), id)
    .limit(mostShown);
}

/** A decision that was taken on the site. */
export interface SiteDecision {
  readonly id: string;
  readonly number: number;
  readonly kind: ModeratorDecisionKind;
  readonly state: ModeratorDecisionState;
  readonly reply: string | null;
  readonly isAuthorHidden: boolean;
  readonly rule: string | null;
  readonly reason: string;
  readonly categories: readonly string[];
  readonly mayAppealAgainAt: Date | null;
  readonly probationUntil: Date | null;
  readonly probationConditions: string | null;
  readonly decidedById: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly beginsAt: Date;
  readonly endedAt: Date | null;
  readonly trouble: string | null;
  /** Whether it begins only once another moderator has agreed. */
  readonly needsSecond: boolean;
  readonly secondedBy: string | null;
}

/** In the order in which they were taken. */
export async function siteDecisionsOf(
  { orm }: Reader,
  appealId: string,
): Promise<readonly SiteDecision[]> {
  const { appealId: _, bannedAt, begunAt, ...columns } = getTableColumns(moderatorDecisions);
  return orm
    .select(columns)
    .from(moderatorDecisions)
    .where(eq(moderatorDecisions.appealId, appealId))
    .orderBy(asc(moderatorDecisions.number));
}

/** What a moderator asked a redditor once more, on the site. */
export interface SiteQuestion {
  readonly id: string;
  readonly body: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
}

/** In the order in which they were asked. */
export async function siteQuestionsOf(
  { orm }: Reader,
  appealId: string,
): Promise<readonly SiteQuestion[]> {
  const { id, body, askedBy, askedAt, answeredAt } = redditorQuestions;
  return orm
    .select({ id, body, askedBy, askedAt, answeredAt })
    .from(redditorQuestions)
    .where(eq(redditorQuestions.appealId, appealId))
    .orderBy(asc(askedAt), id);
}

const decisionDone = builtOnce((orm) => {
  const { kind, rule, reason, mayAppealAgainAt, state, number } = moderatorDecisions;
  const { probationUntil: until, probationConditions: conditions } = moderatorDecisions;
  return orm
    .select({ kind, rule, reason, mayAppealAgainAt, until, conditions })
    .from(moderatorDecisions)
    .where(and(eq(moderatorDecisions.appealId, sql.placeholder("appealId")), eq(state, "done")))
    .orderBy(desc(number))
    .limit(1)
    .prepare("");
});

/** The latest decision that was carried out, as its redditor may read it. */
export async function findShownDecision(
  { orm }: Reader,
  appealId: string,
): Promise<ShownDecision | null> {
  const [row] = await decisionDone(orm).execute({ appealId });
  if (!row) return null;
  const { until: end, conditions: held, ...decision } = row;
  return { ...decision, probation: end && { until: end, conditions: held ?? "" } };
}

/** Before when moderators said they would look at no other appeal of the same redditor. */
export async function findWaitUntil(
  { pool }: Pick<Database, "pool">,
  appealId: string,
): Promise<Date | null> {
  const { rows } = await pool.query<{ until: Date | null }>(
    `select max(d.may_appeal_again_at) as until from appeals a
    join appeals former on former.subreddit_key = a.subreddit_key
      and former.redditor_key = a.redditor_key and former.id <> a.id
    join moderator_decisions d on d.appeal_id = former.id and d.state = 'done'
    where a.id = $1`,
    [appealId],
  );
  return rows[0]?.until ?? null;
}

export interface ModeratorNote {
  readonly id: string;
  readonly authorId: string;
  readonly author: string;
  readonly text: string;
  readonly at: Date;
}

/** Oldest first. */
export async function notesOf(
  { orm }: Reader,
  appealId: string,
): Promise<readonly ModeratorNote[]> {
  const { id, authorId, author, text, at } = moderatorNotes;
  return orm
    .select({ id, authorId, author, text, at })
    .from(moderatorNotes)
    .where(eq(moderatorNotes.appealId, appealId))
    .orderBy(asc(at), id);
}

export interface AppealView {
  readonly redditorId: string;
  readonly username: string;
  readonly viewedAt: Date;
}

/** Who has had the appeal's page open since then, the last first. */
export async function appealViewsSince(
  { orm }: Reader,
  appealId: string,
  since: Date,
): Promise<readonly AppealView[]> {
  const { redditorId, username, viewedAt } = appealViews;
  return orm
    .select({ redditorId, username, viewedAt })
    .from(appealViews)
    .where(and(eq(appealViews.appealId, appealId), gt(viewedAt, since)))
    .orderBy(desc(viewedAt))
    .limit(mostShown);
}

/** Notes that somebody has the page open; within half a minute nothing is written again. */
export async function storeAppealView(
  orm: Orm,
  appealId: string,
  { redditorId, username, viewedAt }: AppealView,
): Promise<void> {
  await orm
    .insert(appealViews)
    .values({ appealId, redditorId, username, viewedAt })
    .onConflictDoUpdate({
      target: [appealViews.appealId, appealViews.redditorId],
      set: { username, viewedAt },
      setWhere: sql`${appealViews.viewedAt} < excluded.viewed_at - interval '30 seconds'`,
    });
}
