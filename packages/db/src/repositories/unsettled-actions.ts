import type { RedditAction } from "@appealmod/core";
import { and, eq, lt } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { actions } from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";
import { type OnUnreadable, readableRows } from "./unreadable-row.ts";

/** An effect on Reddit that was begun, and that nobody knows to have happened or not. */
export interface UnsettledAction {
  readonly id: string;
  readonly appealId: string | null;
  readonly conversationId: string;
  readonly action: RedditAction;
  readonly claimedAt: Date;
}

/** Effects that were claimed before a date and are not settled, the oldest first. */
export async function unsettledActions(
  { orm }: Database,
  claimedBefore: Date,
  limit: number,
  onUnreadable: OnUnreadable,
): Promise<readonly UnsettledAction[]> {
  const { id, appealId, conversationId, action, claimedAt } = actions;
  const rows = await orm
    .select({ id, appealId, conversationId, action: unparsed(action), claimedAt })
    .from(actions)
    .where(and(eq(actions.status, "claimed"), lt(claimedAt, claimedBefore)))
    .orderBy(claimedAt)
    .limit(limit);
  return readableRows(
    rows,
    (row) => ({ ...row, action: parsedColumn(action, row.action, row.id) }),
    onUnreadable,
  );
}
