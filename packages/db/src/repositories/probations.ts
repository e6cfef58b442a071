import { type EndedProbation, nameKey } from "@appealmod/core";
import { and, eq, isNull, lte, notInArray } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { appeals, moderatorDecisions } from "../schema/index.ts";

type Reader = Pick<Database, "orm">;

const { id, probationUntil, probationConditions, probationRemindedAt, state } = moderatorDecisions;

const columns = {
  decisionId: id,
  appealId: appeals.id,
  conversationId: appeals.conversationId,
  subreddit: appeals.subreddit,
  username: appeals.username,
  decidedBy: moderatorDecisions.decidedBy,
  conditions: probationConditions,
};
const isWaiting = and(eq(state, "done"), isNull(probationRemindedAt));

/** Probations whose end has come and of which nobody was reminded yet, the oldest first. */
export async function endedProbations(
  { orm }: Reader,
  now: Date,
  { limit, paused }: { readonly limit: number; readonly paused: readonly string[] },
): Promise<readonly EndedProbation[]> {
  const isFree = notInArray(appeals.subredditKey, paused.map(nameKey));
  const rows = await orm
    .select(columns)
    .from(moderatorDecisions)
    .innerJoin(appeals, eq(appeals.id, moderatorDecisions.appealId))
    .where(and(isWaiting, lte(probationUntil, now), isFree))
    .orderBy(probationUntil)
    .limit(limit);
  return rows.map((row) => ({ ...row, conditions: row.conditions ?? "" }));
}

/** One of them; `null` where it was reminded of, or forgotten. */
export async function findEndedProbation(
  { orm }: Reader,
  decisionId: string,
): Promise<EndedProbation | null> {
  const [row] = await orm
    .select(columns)
    .from(moderatorDecisions)
    .innerJoin(appeals, eq(appeals.id, moderatorDecisions.appealId))
    .where(and(isWaiting, eq(id, decisionId)));
  return row ? { ...row, conditions: row.conditions ?? "" } : null;
}

export async function noteReminded({ orm }: Reader, decisionId: string, at: Date): Promise<void> {
  await orm.update(moderatorDecisions).set({ probationRemindedAt: at }).where(eq(id, decisionId));
}
