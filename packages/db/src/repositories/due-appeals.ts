import type { AppealStore, DueAppeal } from "@appealmod/core";
import { and, eq, lt, lte, ne, notInArray, sql } from "drizzle-orm";
import { nameKey } from "../name-key.ts";
import type { Database } from "../open-database.ts";
import { actions, appeals, banAppealForms } from "../schema/index.ts";

/** After this long an effect that nobody settled is worth a look. */
const unsettledAfterMs = 30_000;

/**
 * Which open appeals are worth a look now, submitted forms first. An appeal is named once
 * for each conversation that needs the look.
 */
export function dueAppealRecords({ orm }: Database): Pick<AppealStore, "dueAppeals"> {
  return {
    async dueAppeals(now, limit, heldBack = []) {
      const isFree = notInArray(appeals.subredditKey, heldBack.map(nameKey));
      const isSubmitted = sql<boolean>`(${banAppealForms.submittedAt} is not null
        and ${appeals.state} <> 'forwarded' and not ${appeals.isModeratorInvolved})`;
      const appeal = {
        appealId: appeals.id,
        subreddit: appeals.subreddit,
        username: appeals.username,
      };
      const [checks, unsettled] = await Promise.all([
        orm
          .select({ ...appeal, conversationId: appeals.conversationId, isSubmitted })
          .from(appeals)
          .leftJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
          .where(and(ne(appeals.state, "closed"), lte(appeals.nextCheckAt, now), isFree))
          .orderBy(sql`${isSubmitted} desc`, appeals.nextCheckAt)
          .limit(limit),
        orm
          .select({ ...appeal, conversationId: actions.conversationId })
          .from(actions)
          .innerJoin(appeals, eq(appeals.id, actions.appealId))
          .where(
            and(
              eq(actions.status, "claimed"),
              lt(actions.claimedAt, new Date(now.getTime() - unsettledAfterMs)),
              ne(appeals.state, "closed"),
              isFree,
            ),
          )
          .orderBy(actions.claimedAt)
          .limit(limit),
      ]);
      const due = [
        ...checks.map(({ isSubmitted, ...check }) => because(check, isSubmitted)),
        ...unsettled.map((effect): DueAppeal => ({ ...effect, because: "effect-unsettled" })),
      ].sort((one, other) => urgency[one.because] - urgency[other.because]);
      const byConversation = new Map<string, DueAppeal>();
      for (const one of due)
        if (!byConversation.has(one.conversationId)) byConversation.set(one.conversationId, one);
      return [...byConversation.values()].slice(0, limit);
    },
  };
}

const urgency = { "form-submitted": 0, "effect-unsettled": 1, "check-due": 2 } as const;

function because(check: Omit<DueAppeal, "because">, isSubmitted: boolean): DueAppeal {
  return { ...check, because: isSubmitted ? "form-submitted" : "check-due" };
}
