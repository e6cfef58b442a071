import { actionKey, lateBefore, statesWithBot } from "@appealmod/core";
import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { actions, appeals, banAppealForms } from "../schema/index.ts";

/** A form that was sent and is not before people. */
export interface LateForm {
  readonly appealId: string;
  readonly conversationId: string;
  readonly subreddit: string;
  readonly username: string;
  readonly submittedAt: Date;
}

/** Forms that are late: moderators have them neither as a note nor forwarded, and operators were not told. */
export async function lateForms({ orm }: Database, now: Date): Promise<readonly LateForm[]> {
  const isNoted = sql`exists (select from ${actions} where ${actions.appealId} = ${appeals.id}
    and ${actions.key} = ${actionKey.answers(1)} and ${actions.status} = 'settled')`;
  return orm
    .select({
      appealId: appeals.id,
      conversationId: appeals.conversationId,
      subreddit: appeals.subreddit,
      username: appeals.username,
      submittedAt: sql<Date>`${banAppealForms.submittedAt}`.mapWith(banAppealForms.submittedAt),
    })
    .from(appeals)
    .innerJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .where(
      and(
        inArray(appeals.state, statesWithBot),
        lt(banAppealForms.submittedAt, lateBefore(now)),
        isNull(appeals.lateReportedAt),
        sql`not ${isNoted}`,
      ),
    )
    .limit(100);
}

/** @returns false where operators have been told of it already */
export async function noteLateFormReported(
  { orm }: Database,
  appealId: string,
  at: Date,
): Promise<boolean> {
  const noted = await orm
    .update(appeals)
    .set({ lateReportedAt: at })
    .where(and(eq(appeals.id, appealId), isNull(appeals.lateReportedAt)))
    .returning({ id: appeals.id });
  return noted.length > 0;
}
