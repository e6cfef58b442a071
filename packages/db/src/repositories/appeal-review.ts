import type { SubmittedForm, SubredditRule } from "@appealmod/core";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import {
  appealClaims,
  appeals,
  banAppealForms,
  communities,
  communityFacts,
  communityModerators,
  communityRevisions,
  moderatorWatches,
  questionSets,
} from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";
import type { ReviewScope } from "./appeal-queue.ts";
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
