import {
  defaultCommunitySettings,
  escapeMarkdown,
  isAboutBan,
  isOpen,
  type Moderator,
  type ModeratorDecisionKind,
  newestRecord,
  type Probation,
  showsNothingOnReddit,
  takeBackMs,
  waysToDecide,
} from "@appealmod/core";
import {
  bansOf,
  findCommunity,
  inTransaction,
  lockReviewedAppeal,
  type Orm,
  type ReviewedAppeal,
  type ReviewedDecision,
  storeDecision,
  storeEvents,
} from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/** What a moderator decides about an appeal; their words are plain text. */
export interface NewDecision {
  readonly appealId: string;
  /** The version of the appeal that they have seen. */
  readonly seenVersion: number;
  readonly kind: ModeratorDecisionKind;
  /** What the redditor is answered; `null` for no answer. */
  readonly reply: string | null;
  readonly isAuthorHidden: boolean;
  readonly rule: string | null;
  readonly reason: string;
  readonly categories: readonly string[];
  readonly mayAppealAgainAt: Date | null;
  readonly probation: Probation | null;
  readonly at: Date;
}

/**
 * Why a decision was not stored.
 * - `unknown`: there is no such appeal.
 * - `closed`: it is over.
 * - `not-banned`: the ban has been lifted; the bot is about to close the appeal as granted.
 * - `under-way`: another decision has not been carried out yet.
 * - `no-decider`: the community's rules leave decisions to others.
 * - `reply-too-long`: Reddit takes no message as long as this one.
 */
export type DecisionRefusal =
  | "unknown"
  | "closed"
  | "not-banned"
  | "under-way"
  | "no-decider"
  | "reply-too-long";

export type DecisionResult =
  | { readonly kind: "stored"; readonly decision: ReviewedDecision }
  /** Somebody decided, or took a decision back, since the appeal was looked at. */
  | { readonly kind: "conflict"; readonly current: ReviewedAppeal }
  | { readonly kind: "refused"; readonly why: DecisionRefusal };

/** Reddit refuses a modmail message over 10,000 characters. */
const longestMessage = 10_000;

/**
 * Stores what a moderator decided, for the bot to carry out. Until it begins to, half a minute later,
 * it can be taken back. Of two moderators at once one decides; the other is shown what changed.
 *
 * @throws NotAllowedError
 * @throws ModeratorListOutdatedError
 */
export async function decideOnAppeal(
  { database }: Installation,
  moderator: Moderator,
  decision: NewDecision,
): Promise<DecisionResult> {
  const { appealId, at } = decision;
  const reply = replyOf(decision);
  return inTransaction(database, async (orm, client): Promise<DecisionResult> => {
    const appeal = await lockReviewedAppeal(orm, appealId);
    if (!appeal) return refused("unknown");
    const { subreddit } = appeal;
    await requirePermission({ orm }, moderator, "decide", subreddit, at);
    if (!isOpen(appeal)) return refused("closed");
    if (appeal.version !== decision.seenVersion) return { kind: "conflict", current: appeal };
    if (isUnderWay(appeal.decision)) return refused("under-way");
    const ban = await contestedBan(orm, appeal);
    if (ban === "lifted") return refused("not-banned");
    const { bannedAt, bannedBy } = ban;
    const rules = (await findCommunity({ orm }, subreddit))?.settings.decisionRules;
    const way = waysToDecide(rules ?? defaultCommunitySettings.decisionRules, {
      decider: moderator.username,
      bannedBy,
    });
    if (way === "not-at-all") return refused("no-decider");
    const needsSecond = way === "with-a-second";
    if (reply !== null && escapeMarkdown(reply).length > longestMessage)
      return refused("reply-too-long");
    const beginsAt = new Date(at.getTime() + takeBackMs);
    const { kind, isAuthorHidden, rule, reason, mayAppealAgainAt, probation } = decision;
    const stored = await storeDecision(orm, {
      ...{ appealId, kind, reply, isAuthorHidden, rule, reason, mayAppealAgainAt, beginsAt },
      ...{ bannedAt, needsSecond },
      categories: [...decision.categories],
      probationUntil: probation?.until ?? null,
      probationConditions: probation?.conditions ?? null,
      decidedById: moderator.redditorId,
      decidedBy: moderator.username,
      decidedAt: at,
      number: (appeal.decision?.number ?? 0) + 1,
    });
    const { username, conversationId } = appeal;
    const event = appealEvent(moderator, appeal, {
      event: "decision-made",
      audience: "step",
      message: `u/${moderator.username} decided ${inWords[kind]}. ${needsSecond ? "The bot begins with it once another moderator has agreed." : `The bot begins with it in ${takeBackMs / 1000} seconds, unless it is taken back.`}`,
      at,
    });
    await storeEvents(orm, [{ ...event, details: { decisionId: stored.id, kind } }]);
    const payload = { conversationId, subreddit, username, because: "decision" } as const;
    if (!needsSecond) await enqueue(client, "process-conversation", payload, { runAt: beginsAt });
    return { kind: "stored", decision: stored };
  });
}

const inWords: Readonly<Record<ModeratorDecisionKind, string>> = {
  lift: "to lift the ban",
  keep: "to keep the ban",
  close: "to close the appeal without an answer",
};

function refused(why: DecisionRefusal): DecisionResult {
  return { kind: "refused", why };
}

function replyOf({ kind, reply }: NewDecision): string | null {
  return kind === "close" || reply === null || showsNothingOnReddit(reply) ? null : reply;
}

function isUnderWay(decision: ReviewedDecision | null): boolean {
  return decision?.state === "pending" || decision?.state === "begun";
}

/** The date of the ban that is decided about: another one that stands by then is left alone. */
async function contestedBan(
  orm: Orm,
  appeal: ReviewedAppeal,
): Promise<{ readonly bannedAt: Date | null; readonly bannedBy: string | null } | "lifted"> {
  const { subreddit, redditorId, username, bannedAt } = appeal;
  const newest = newestRecord(await bansOf(orm, subreddit, { id: redditorId, name: username }));
  if (newest === null) return { bannedAt, bannedBy: null };
  const { permanence, endsAt, bannedBy } = newest;
  const ban = { isBanned: true, permanence, endsAt, bannedBy, note: "" } as const;
  const isContested = isAboutBan(appeal, { ...ban, bannedAt: newest.bannedAt });
  if (newest.liftedAt !== null) return isContested ? "lifted" : { bannedAt, bannedBy: null };
  return isContested
    ? { bannedAt: newest.bannedAt ?? bannedAt, bannedBy }
    : { bannedAt, bannedBy: null };
}
