import {
  type AppealStore,
  actionKey,
  type DecisionEnding,
  type ModeratorDecision,
  type ModeratorDecisionKind,
  type ModeratorDecisionState,
  statesUnderWay,
} from "@appealmod/core";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Orm } from "../open-database.ts";
import { actions, appeals, banAppealForms, moderatorDecisions } from "../schema/index.ts";
import type { Emit, TransactionWithEvents } from "../transaction-with-events.ts";
import { moveAppeal } from "./stored-appeal.ts";

/** What moderators decided on the site, from when the bot begins to carry it out. */
export function decisionRecords(
  transact: TransactionWithEvents,
): Pick<AppealStore, "beginDecision" | "settleDecision"> {
  return {
    async beginDecision(decisionId, at, event) {
      return transact(async (tx, emit) => {
        const decision = await lockWithAppeal(tx, decisionId);
        if (!decision) return false;
        const begun = await tx
          .update(moderatorDecisions)
          .set({ state: "begun", begunAt: at })
          .where(
            and(eq(moderatorDecisions.id, decisionId), eq(moderatorDecisions.state, "pending")),
          )
          .returning({ id: moderatorDecisions.id });
        if (begun.length === 0) return false;
        const key = actionKey.decision(decision.number, "begin");
        await moveAppeal(tx, decision.appealId, { kind: "begin-decision", key, decisionId }, at);
        await emit(event);
        return true;
      });
    },

    async settleDecision(ending, at) {
      await transact(async (tx, emit) => {
        const decision = await lockWithAppeal(tx, ending.id);
        if (!decision) return;
        if (!(await endDecision(tx, emit, ending, at))) return;
        const { event: _, ...end } = ending;
        const key = actionKey.decision(decision.number, "settle");
        const settle = { kind: "settle-decision", key, decision: end } as const;
        await moveAppeal(tx, decision.appealId, settle, at);
        await countReview(tx, decision.appealId);
      });
    },
  };
}

/** The appeal's row first, as everybody locks them, so that nobody waits in a circle. */
async function lockWithAppeal(tx: Orm, decisionId: string) {
  const { appealId, number } = moderatorDecisions;
  const [decision] = await tx
    .select({ appealId, number })
    .from(moderatorDecisions)
    .where(eq(moderatorDecisions.id, decisionId));
  if (!decision) return null;
  await tx
    .select({ id: appeals.id })
    .from(appeals)
    .where(eq(appeals.id, decision.appealId))
    .for("no key update");
  return decision;
}

/**
 * Ends a decision that is under way.
 *
 * @returns whether it was
 */
export async function endDecision(
  tx: Orm,
  emit: Emit,
  { id, state, trouble, event }: DecisionEnding,
  at: Date,
): Promise<boolean> {
  const ended = await tx
    .update(moderatorDecisions)
    .set({ state, trouble, endedAt: at })
    .where(and(eq(moderatorDecisions.id, id), isUnderWay))
    .returning({ id: moderatorDecisions.id });
  if (ended.length > 0) await emit(event);
  return ended.length > 0;
}

/** Whether a decision is stored and not over; of an appeal, one is so at most. */
export const isUnderWay = inArray(moderatorDecisions.state, [...statesUnderWay]);

/** When the bot lifted the ban for a decision: for a query that joins decision and appeal. */
export const decisionLiftedAt = sql<Date | null>`(
  select ${actions.settledAt} from ${actions}
  where ${actions.scope} = 'appeal' and ${actions.scopeId} = ${moderatorDecisions.appealId}::text
    and ${actions.key} = 'decision:' || ${moderatorDecisions.number} || ':unban'
    and ${actions.status} = 'settled')`.mapWith(actions.settledAt);

type DecisionRow = typeof moderatorDecisions.$inferSelect;

/** A row that is under way in the domain's terms; `null` for one that is over. */
export function decisionFrom(row: DecisionRow, liftedAt: Date | null): ModeratorDecision | null {
  const { state, probationUntil, probationConditions, ...rest } = row;
  const { probationRemindedAt, begunAt, endedAt, trouble, ...kept } = rest;
  if (state !== "pending" && state !== "begun") return null;
  const probation = probationUntil && {
    until: probationUntil,
    conditions: probationConditions ?? "",
  };
  return { ...kept, state, probation, liftedAt };
}

/** An appeal as whoever decides about it must have seen it. */
export interface ReviewedAppeal {
  readonly appealId: string;
  readonly subreddit: string;
  readonly redditorId: string | null;
  readonly username: string;
  readonly conversationId: string;
  readonly state: typeof appeals.$inferSelect.state;
  readonly outcome: typeof appeals.$inferSelect.outcome;
  readonly group: typeof appeals.$inferSelect.group;
  readonly isModeratorInvolved: boolean;
  readonly bannedAt: Date | null;
  readonly submittedAt: Date | null;
  /** Counted up by each decision, and each that is taken back. */
  readonly version: number;
  /** The latest one. */
  readonly decision: ReviewedDecision | null;
}

/** A decision as moderators see it, over or not. */
export interface ReviewedDecision {
  readonly id: string;
  readonly number: number;
  readonly kind: ModeratorDecisionKind;
  readonly state: ModeratorDecisionState;
  readonly decidedById: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly beginsAt: Date;
  readonly reason: string;
  readonly needsSecond: boolean;
  readonly secondedBy: string | null;
  readonly trouble: string | null;
}

/** Locks an appeal until the end of the transaction; `null` where there is none with this id. */
export async function lockReviewedAppeal(
  orm: Orm,
  appealId: string,
): Promise<ReviewedAppeal | null> {
  if (!isId(appealId)) return null;
  const { subreddit, redditorId, username, conversationId, state, outcome, bannedAt } = appeals;
  const [appeal] = await orm
    .select({
      appealId: appeals.id,
      ...{ subreddit, redditorId, username, conversationId, state, outcome, bannedAt },
      group: appeals.group,
      isModeratorInvolved: appeals.isModeratorInvolved,
      version: appeals.reviewVersion,
    })
    .from(appeals)
    .where(eq(appeals.id, appealId))
    .for("no key update");
  if (!appeal) return null;
  const [form] = await orm
    .select({ submittedAt: banAppealForms.submittedAt })
    .from(banAppealForms)
    .where(eq(banAppealForms.appealId, appealId));
  const [decision] = await orm
    .select(reviewedColumns)
    .from(moderatorDecisions)
    .where(eq(moderatorDecisions.appealId, appealId))
    .orderBy(desc(moderatorDecisions.number))
    .limit(1);
  return { ...appeal, submittedAt: form?.submittedAt ?? null, decision: decision ?? null };
}

/** The appeal that a decision is about; `null` for one that is not known. */
export async function appealOfDecision(orm: Orm, decisionId: string): Promise<string | null> {
  if (!isId(decisionId)) return null;
  const [row] = await orm
    .select({ appealId: moderatorDecisions.appealId })
    .from(moderatorDecisions)
    .where(eq(moderatorDecisions.id, decisionId));
  return row?.appealId ?? null;
}

type NewDecision = typeof moderatorDecisions.$inferInsert;

/** Stores a decision about a locked appeal; whoever decides next must have seen it. */
export async function storeDecision(orm: Orm, decision: NewDecision): Promise<ReviewedDecision> {
  const [stored] = await orm.insert(moderatorDecisions).values(decision).returning(reviewedColumns);
  if (!stored) throw new Error("A decision was not stored.");
  await countReview(orm, decision.appealId);
  return stored;
}

/** @returns false where the bot has begun, or it is over */
export async function storeTakenBack(
  orm: Orm,
  { id, appealId, at }: { readonly id: string; readonly appealId: string; readonly at: Date },
): Promise<boolean> {
  const taken = await orm
    .update(moderatorDecisions)
    .set({ state: "taken-back", endedAt: at })
    .where(and(eq(moderatorDecisions.id, id), eq(moderatorDecisions.state, "pending")))
    .returning({ id: moderatorDecisions.id });
  if (taken.length > 0) await countReview(orm, appealId);
  return taken.length > 0;
}

export async function storeSecond(
  orm: Orm,
  {
    id,
    appealId,
    ...second
  }: {
    readonly id: string;
    readonly appealId: string;
    readonly secondedBy: string;
    readonly beginsAt: Date;
  },
): Promise<void> {
  await orm.update(moderatorDecisions).set(second).where(eq(moderatorDecisions.id, id));
  await countReview(orm, appealId);
}

async function countReview(orm: Orm, appealId: string): Promise<void> {
  await orm
    .update(appeals)
    .set({ reviewVersion: sql`${appeals.reviewVersion} + 1` })
    .where(eq(appeals.id, appealId));
}

const { id, number, kind, state, decidedById, decidedBy, decidedAt, beginsAt } = moderatorDecisions;
const { reason, needsSecond, secondedBy, trouble } = moderatorDecisions;
const reviewedColumns = {
  ...{ id, number, kind, state, decidedById, decidedBy, decidedAt, beginsAt },
  ...{ reason, needsSecond, secondedBy, trouble },
};

/** Postgres refuses to compare a row's id with what is none. */
function isId(text: string): boolean {
  return z.uuid().safeParse(text).success;
}
