import type { ModeratorDecisionKind, ModeratorDecisionState, ShownDecision } from "@appealmod/core";
import { and, asc, desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { moderatorDecisions, redditorQuestions } from "../schema/index.ts";
import { builtOnce } from "./built-once.ts";

type Reader = Pick<Database, "orm">;

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
