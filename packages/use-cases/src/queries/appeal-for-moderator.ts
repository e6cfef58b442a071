import {
  type DecisionDraft,
  hasPermission,
  isSameEpisode,
  type Moderator,
  type NextAction,
  nextAction,
  type QueueStanding,
  queueStanding,
  type SubmittedForm,
  type SubredditRule,
  type UnreadableRowError,
} from "@appealmod/core";
import {
  type AppealForReview,
  type AppealView,
  accountsThatListened,
  appealViewsSince,
  findAppealForCommand,
  findDecisionDraft,
  findReviewedAppeal,
  type KnownBan,
  knownBansOf,
  messagesOfBot,
  notesOf,
  otherAppealsOf,
  reviewEventsOf,
  type SiteDecision,
  type SiteQuestion,
  seenConversationsOf,
  siteDecisionsOf,
  siteQuestionsOf,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { isUuid } from "../is-uuid.ts";
import { NotAllowedError, requirePermission } from "../require-permission.ts";
import { reviewScope } from "../review-scope.ts";
import { shownEvents, type TimelineEntry, timelineOfAppeal } from "./appeal-timeline.ts";

export type { KnownBan, SiteDecision, SiteQuestion } from "@appealmod/db";

/** One appeal for its community's moderators. Nothing in it tells the group. */
export interface AppealPage {
  readonly id: string;
  readonly subreddit: string;
  readonly username: string;
  readonly standing: QueueStanding;
  readonly nextAction: NextAction;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly grantedBy: string | null;
  /** Whoever decides must have seen this one: each decision counts it up. */
  readonly version: number;
  readonly canDecide: boolean;
  /** The ban that is contested; `null` where nothing is known of it but what the appeal holds. */
  readonly ban: KnownBan | null;
  readonly bannedAt: Date | null;
  readonly banNote: string;
  /** What the redditor was told about the ban. */
  readonly banMessage: string | null;
  /** What was sent, under the questions that were asked; `null` where nothing was. */
  readonly form: SubmittedForm | null;
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** Whether older steps were left out. */
  readonly isTimelineCut: boolean;
  /** The conversation in which it began first. */
  readonly conversationIds: readonly string[];
  /** Newest first. */
  readonly otherAppeals: readonly OtherAppealHere[];
  /** All others of this redditor in this community, newest first. */
  readonly otherBans: readonly KnownBan[];
  readonly claim: PageClaim | null;
  /** Who else had the page open within the last minutes. */
  readonly others: readonly Pick<AppealView, "username" | "viewedAt">[];
  /** The latest decision that was taken on the site. */
  readonly decision: SiteDecision | null;
  /** What was asked of the redditor once more, and is not answered yet. */
  readonly openQuestion: SiteQuestion | null;
  /** Whether this moderator may ask the redditor once more now. */
  readonly canAsk: boolean;
  /** Whether the reader watches this one appeal. */
  readonly isWatched: boolean;
  readonly rules: readonly SubredditRule[];
  readonly settings: AppealForReview["settings"];
  /** What this moderator wrote into the form of a decision and has not sent. */
  readonly draft: { readonly words: DecisionDraft; readonly seenVersion: number } | null;
}

export interface OtherAppealHere {
  readonly id: string;
  readonly standing: QueueStanding;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

export interface PageClaim {
  readonly username: string;
  readonly isMine: boolean;
  readonly claimedAt: Date;
  readonly expiresAt: Date;
}

/** How long somebody counts as looking. */
const looksForMs = 5 * 60_000;

const mostEvents = 300;

/**
 * Reads one appeal, by a number of queries that does not depend on what there is of it.
 *
 * @param onUnreadable told of rows that are left out because they cannot be read
 * @returns `null` for none, and for one of a community that they may not review
 * @throws ModeratorListOutdatedError where nobody knows whether they still may
 * @throws UnreadableRowError where the appeal itself cannot be read
 */
export async function appealForModerator(
  { database }: Installation,
  moderator: Moderator,
  { appealId, at }: { readonly appealId: string; readonly at: Date },
  onUnreadable: (row: UnreadableRowError) => void = () => {},
): Promise<AppealPage | null> {
  if (!isUuid(appealId)) return null;
  const found = await findReviewedAppeal(database, reviewScope(moderator, at), appealId);
  if (!found) return whyNotFound(database, moderator, appealId, at);
  const { appeal, form, claim, permissions, rules, settings, isWatched } = found;
  const conversations = await seenConversationsOf(database, appealId, onUnreadable);
  const conversationIds = conversations.map(({ id }) => id);
  const looking = new Date(at.getTime() - looksForMs);
  const [
    botMessages,
    events,
    bans,
    otherAppeals,
    notes,
    decisions,
    questions,
    views,
    draft,
    accounts,
  ] = await Promise.all([
    messagesOfBot(database, appealId, conversationIds, onUnreadable),
    reviewEventsOf(
      database,
      { appealId, conversationIds, kinds: shownEvents, limit: mostEvents },
      onUnreadable,
    ),
    knownBansOf(database, appeal),
    otherAppealsOf(database, appeal),
    notesOf(database, appealId),
    siteDecisionsOf(database, appealId),
    siteQuestionsOf(database, appealId),
    appealViewsSince(database, appealId, looking),
    findDecisionDraft(database, appealId, moderator.redditorId),
    accountsThatListened(database),
  ]);
  const decision = decisions.at(-1) ?? null;
  const openQuestion = questions.find(({ answeredAt }) => answeredAt === null) ?? null;
  const standing = queueStanding(appeal, decision, moderator.redditorId);
  const canDecide = hasPermission(moderator, "decide", permissions);
  const ban = banOf(appeal, bans);
  const { id, subreddit, username, openedAt, closedAt, grantedBy } = appeal;
  return {
    ...{ id, subreddit, username, standing, openedAt, closedAt, grantedBy, canDecide, ban, form },
    nextAction: nextAction(standing, decision, { canDecide, now: at }),
    version: appeal.reviewVersion,
    bannedAt: ban?.bannedAt ?? appeal.bannedAt,
    banNote: ban?.note ?? appeal.banNote,
    banMessage: appeal.banMessage,
    timeline: timelineOfAppeal({
      ...{ appeal, ban, botMessages, events, notes, decisions, questions, accounts },
      conversations: conversations.flatMap(({ lastSeen }) => lastSeen ?? []),
    }),
    isTimelineCut: events.length === mostEvents,
    conversationIds: [
      appeal.conversationId,
      ...conversationIds.filter((one) => one !== appeal.conversationId),
    ],
    otherAppeals: otherAppeals.map((other) => ({
      id: other.id,
      standing: queueStanding(other, null),
      openedAt: other.openedAt,
      closedAt: other.closedAt,
    })),
    otherBans: bans.filter((one) => one !== ban),
    claim:
      claim && claim.expiresAt > at
        ? {
            username: claim.username,
            isMine: claim.redditorId === moderator.redditorId,
            claimedAt: claim.claimedAt,
            expiresAt: claim.expiresAt,
          }
        : null,
    others: views
      .filter(({ redditorId }) => redditorId !== moderator.redditorId)
      .map((view) => ({ username: view.username, viewedAt: view.viewedAt })),
    decision,
    openQuestion,
    canAsk: canDecide && standing === "to-decide" && openQuestion === null,
    rules,
    settings,
    isWatched,
    draft: draft && { words: draft.words, seenVersion: draft.seenVersion },
  };
}

/**
 * Whether a moderator may read an appeal: to whoever may not, it is as good as none.
 *
 * @throws ModeratorListOutdatedError where nobody knows whether they still may
 */
export async function mayReviewAppeal(
  { database }: Installation,
  moderator: Moderator,
  { appealId, at }: { readonly appealId: string; readonly at: Date },
): Promise<boolean> {
  const appeal = isUuid(appealId) ? await findAppealForCommand(database.orm, appealId) : null;
  if (!appeal) return false;
  try {
    await requirePermission(database, moderator, "review", appeal.subreddit, at);
    return true;
  } catch (error) {
    if (error instanceof NotAllowedError) return false;
    throw error;
  }
}

/** One of another community is as good as none; of one's own, Reddit's list may be too old. */
async function whyNotFound(
  database: Installation["database"],
  moderator: Moderator,
  appealId: string,
  at: Date,
): Promise<null> {
  await mayReviewAppeal({ database }, moderator, { appealId, at });
  return null;
}

/** Of a redditor's bans the one that an appeal contests. */
function banOf(
  { bannedAt, openedAt }: AppealForReview["appeal"],
  bans: readonly KnownBan[],
): KnownBan | null {
  if (bannedAt !== null)
    return (
      bans.find((one) => one.bannedAt !== null && isSameEpisode(one.bannedAt, bannedAt)) ?? null
    );
  return bans.find((one) => one.bannedAt !== null && one.bannedAt <= openedAt) ?? null;
}
