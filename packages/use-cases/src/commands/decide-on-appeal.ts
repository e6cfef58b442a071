import { isOpen, type Moderator, type ModeratorDecisionKind } from "@appealmod/core";
import { findAppealForCommand, inTransaction, storeEvents } from "@appealmod/db";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";
import { isUuid } from "../is-uuid.ts";
import { requirePermission } from "../require-permission.ts";

/** A stand-in until the command of the branch about deciding takes its place. */
export interface WantedDecision {
  readonly appealId: string;
  readonly seenVersion: number;
  readonly kind: ModeratorDecisionKind;
  readonly reply: string | null;
  readonly isAuthorHidden: boolean;
  readonly rule: string | null;
  readonly reason: string;
  readonly categories: readonly string[];
  readonly mayAppealAgainAt: Date | null;
  readonly probation: { readonly until: Date; readonly conditions: string } | null;
  readonly at: Date;
}

export type DecideResult =
  | { readonly kind: "stored"; readonly decision: { readonly id: string } }
  | { readonly kind: "conflict" }
  | { readonly kind: "refused"; readonly why: string };

export async function decideOnAppeal(
  { database }: Installation,
  moderator: Moderator,
  wanted: WantedDecision,
): Promise<DecideResult> {
  const { appealId, at } = wanted;
  if (!isUuid(appealId)) return { kind: "refused", why: "unknown" };
  return inTransaction(database, async (orm, client) => {
    await client.query("select from appeals where id = $1 for update", [appealId]);
    const appeal = await findAppealForCommand(orm, appealId);
    if (!appeal) return { kind: "refused", why: "unknown" };
    await requirePermission({ orm }, moderator, "decide", appeal.subreddit, at);
    if (!isOpen(appeal)) return { kind: "refused", why: "closed" };
    if (appeal.reviewVersion !== wanted.seenVersion) return { kind: "conflict" };
    const { rows } = await client.query<{ id: string }>(
      `insert into moderator_decisions (appeal_id, kind, reply, is_author_hidden, rule, reason,
        categories, may_appeal_again_at, probation_until, probation_conditions, decided_by_id,
        decided_by, decided_at, begins_at, number)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id`,
      [
        ...[appealId, wanted.kind, wanted.reply, wanted.isAuthorHidden, wanted.rule, wanted.reason],
        ...[[...wanted.categories], wanted.mayAppealAgainAt, wanted.probation?.until ?? null],
        ...[wanted.probation?.conditions ?? null, moderator.redditorId, moderator.username, at],
        ...[new Date(at.getTime() + 30_000), wanted.seenVersion + 1],
      ],
    );
    await client.query("update appeals set review_version = review_version + 1 where id = $1", [
      appealId,
    ]);
    const event = { event: "appeal-decided", message: "A moderator decided.", at };
    await storeEvents(orm, [appealEvent(moderator, { ...appeal, appealId }, event)]);
    return { kind: "stored", decision: { id: rows[0]?.id ?? "" } };
  });
}

export async function takeBackDecision(
  { database }: Installation,
  moderator: Moderator,
  { decisionId, at }: { readonly decisionId: string; readonly at: Date },
): Promise<"taken-back" | "too-late" | "unknown"> {
  if (!isUuid(decisionId)) return "unknown";
  return inTransaction(database, async (orm, client) => {
    const { rows } = await client.query<{ subreddit: string }>(
      `select a.subreddit from moderator_decisions d join appeals a on a.id = d.appeal_id
      where d.id = $1`,
      [decisionId],
    );
    if (!rows[0]) return "unknown";
    await requirePermission({ orm }, moderator, "decide", rows[0].subreddit, at);
    const { rowCount } = await client.query(
      `update moderator_decisions set state = 'taken-back', ended_at = $2
      where id = $1 and state = 'pending' and begins_at > $2`,
      [decisionId, at],
    );
    return rowCount === 1 ? "taken-back" : "too-late";
  });
}
