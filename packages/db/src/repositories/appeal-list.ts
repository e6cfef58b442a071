import { type AppealState, type Group, nameKey, type Outcome } from "@appealmod/core";
import { and, desc, eq, ne } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { appeals, banAppealForms } from "../schema/index.ts";

/** One appeal, as a list shows it. */
export interface ListedAppeal {
  readonly id: string;
  readonly subreddit: string;
  readonly username: string;
  readonly group: Group;
  readonly state: AppealState;
  readonly outcome: Outcome | null;
  readonly conversationId: string;
  readonly openedAt: Date;
  readonly lastChangedAt: Date;
  readonly closedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly isModeratorInvolved: boolean;
}

export interface AppealFilter {
  readonly subreddit?: string | undefined;
  readonly username?: string | undefined;
  /** `open`: any state but `closed`. */
  readonly state?: AppealState | "open" | undefined;
  readonly limit: number;
}

/** Appeals that fit the filter, newest first. */
export async function listAppeals(
  { orm }: Database,
  { subreddit, username, state, limit }: AppealFilter,
): Promise<readonly ListedAppeal[]> {
  return orm
    .select({
      id: appeals.id,
      subreddit: appeals.subreddit,
      username: appeals.username,
      group: appeals.group,
      state: appeals.state,
      outcome: appeals.outcome,
      conversationId: appeals.conversationId,
      openedAt: appeals.openedAt,
      lastChangedAt: appeals.lastChangedAt,
      closedAt: appeals.closedAt,
      submittedAt: banAppealForms.submittedAt,
      isModeratorInvolved: appeals.isModeratorInvolved,
    })
    .from(appeals)
    .leftJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .where(
      and(
        subreddit === undefined ? undefined : eq(appeals.subredditKey, nameKey(subreddit)),
        username === undefined ? undefined : eq(appeals.usernameKey, nameKey(username)),
        state === "open" ? ne(appeals.state, "closed") : undefined,
        state === undefined || state === "open" ? undefined : eq(appeals.state, state),
      ),
    )
    .orderBy(desc(appeals.openedAt), appeals.id)
    .limit(limit);
}
