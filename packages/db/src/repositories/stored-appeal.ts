import { type Action, type Appeal, evolveAppeal, type SubmittedForm } from "@appealmod/core";
import { eq } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { appeals } from "../schema/index.ts";

type AppealRow = typeof appeals.$inferSelect;

/** An appeal's row in the domain's terms. */
export function appealFrom(row: AppealRow, form: SubmittedForm | null): Appeal {
  const { subredditKey, usernameKey, redditorKey, nextCheckAt, lateReportedAt, ...appeal } = row;
  return { ...appeal, form };
}

/**
 * Moves a stored appeal on by an action that was carried out. Nothing moves a closed one:
 * an effect that is only now found to have happened does not open it again.
 */
export async function moveAppeal(
  orm: Orm,
  appealId: string,
  action: Action,
  at: Date,
): Promise<void> {
  const [row] = await orm
    .select()
    .from(appeals)
    .where(eq(appeals.id, appealId))
    .for("no key update");
  if (!row || row.state === "closed") return;
  const { state, outcome, lastChangedAt, closedAt, grantedBy, isModeratorInvolved } = evolveAppeal(
    appealFrom(row, null),
    action,
    at,
  );
  const nextCheckAt = state === "closed" ? null : row.nextCheckAt;
  await orm
    .update(appeals)
    .set({
      state,
      outcome,
      lastChangedAt,
      closedAt,
      grantedBy,
      isModeratorInvolved,
      nextCheckAt,
    })
    .where(eq(appeals.id, appealId));
}
