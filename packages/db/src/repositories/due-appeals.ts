import {
  type AppealStore,
  type DueAppeal,
  decisionDueBefore,
  isFormWaiting,
  mostUrgent,
  nameKey,
  statesWithBot,
  unsettledBefore,
} from "@appealmod/core";
import { and, eq, inArray, isNotNull, lt, lte, ne, not, notInArray, or, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { actions, appeals, banAppealForms, moderatorDecisions } from "../schema/index.ts";
import { isUnderWay } from "./moderator-decisions.ts";

/**
 * Which open appeals are worth a look now, submitted forms first. An appeal is named once
 * for each conversation that needs the look.
 */
export function dueAppealRecords({ orm }: Database): Pick<AppealStore, "dueAppeals"> {
  return {
    async dueAppeals(now, limit, paused = []) {
      const isFree = notInArray(appeals.subredditKey, paused.map(nameKey));
      // The rule is `isFormWaiting`; here it only says which ones come first within the limit.
      const isFormWaitingFirst = sql`(${banAppealForms.submittedAt} is not null
        and ${inArray(appeals.state, statesWithBot)} and not ${appeals.isModeratorInvolved})`;
      const appeal = {
        appealId: appeals.id,
        subreddit: appeals.subreddit,
        username: appeals.username,
      };
      const [checks, decisions, unsettled] = await Promise.all([
        orm
          .select({
            ...appeal,
            conversationId: appeals.conversationId,
            state: appeals.state,
            isModeratorInvolved: appeals.isModeratorInvolved,
            submittedAt: banAppealForms.submittedAt,
          })
          .from(appeals)
          .leftJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
          .where(and(ne(appeals.state, "closed"), lte(appeals.nextCheckAt, now), isFree))
          .orderBy(sql`${isFormWaitingFirst} desc`, appeals.nextCheckAt)
          .limit(limit),
        orm
          .select({ ...appeal, conversationId: appeals.conversationId })
          .from(moderatorDecisions)
          .innerJoin(appeals, eq(appeals.id, moderatorDecisions.appealId))
          .where(
            and(
              isUnderWay,
              lt(moderatorDecisions.beginsAt, decisionDueBefore(now)),
              or(
                not(moderatorDecisions.needsSecond),
                isNotNull(moderatorDecisions.secondedBy),
                eq(moderatorDecisions.state, "begun"),
              ),
              ne(appeals.state, "closed"),
              isFree,
            ),
          )
          .orderBy(moderatorDecisions.beginsAt)
          .limit(limit),
        orm
          .select({ ...appeal, conversationId: actions.conversationId })
          .from(actions)
          .innerJoin(appeals, eq(appeals.id, actions.appealId))
          .where(
            and(
              eq(actions.status, "claimed"),
              lt(actions.claimedAt, unsettledBefore(now)),
              ne(appeals.state, "closed"),
              isFree,
            ),
          )
          .orderBy(actions.claimedAt)
          .limit(limit),
      ]);
      const due: readonly DueAppeal[] = [
        ...checks.map(({ state, isModeratorInvolved, submittedAt, ...check }) => ({
          ...check,
          because: isFormWaiting({ state, isModeratorInvolved, submittedAt })
            ? ("form-submitted" as const)
            : ("check-due" as const),
        })),
        ...decisions.map((decided) => ({ ...decided, because: "decision-due" as const })),
        ...unsettled.map((effect) => ({ ...effect, because: "effect-unsettled" as const })),
      ];
      return mostUrgent(due, limit);
    },
  };
}
