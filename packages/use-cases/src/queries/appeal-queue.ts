import {
  hasPermission,
  type Moderator,
  type ModeratorDecisionKind,
  nameKey,
  type QueueStanding,
  queueStanding,
} from "@appealmod/core";
import {
  type QueueCounts,
  type QueuePlace,
  type QueueRow,
  type QueueTab,
  queueCounts,
  queueRows,
  reviewedCommunities,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { reviewScope } from "../review-scope.ts";

export { mostCounted, type QueueTab, queueTabs } from "@appealmod/db";

export interface QueueFilter {
  /** All of one's communities without. */
  readonly subreddit?: string | undefined;
  readonly show: QueueTab;
  /**
   * The beginning of a redditor's name, or a conversation's id, as such or in an address. It is looked
   * for among all appeals, whatever `show` says.
   */
  readonly search?: string | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly at: Date;
}

/** An appeal in a list: nothing in it tells the group. */
export interface QueuedAppeal {
  readonly id: string;
  readonly subreddit: string;
  readonly username: string;
  readonly standing: QueueStanding;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** When the form was sent; `null` where none was. */
  readonly submittedAt: Date | null;
  readonly claim: { readonly username: string; readonly isMine: boolean } | null;
  /** Whether the redditor has answered what moderators asked. */
  readonly hasAnswered: boolean;
  /** What is under way, or was decided on the site. */
  readonly decision: ModeratorDecisionKind | null;
}

export interface QueueCommunity {
  readonly name: string;
  readonly canDecide: boolean;
  /** Reddit's list of its moderators was read too long ago: nothing of it is shown until it was read again. */
  readonly isOutdated: boolean;
}

export interface AppealQueue {
  readonly appeals: readonly QueuedAppeal[];
  /** Leads to the next page; `null` on the last one. */
  readonly next: string | null;
  /** Of each tab, `mostCounted` for as many or more. */
  readonly counts: QueueCounts;
  /** Those whose appeals this moderator may read. */
  readonly communities: readonly QueueCommunity[];
}

const appealsOfPage = 40;

/** The appeals of the communities that somebody moderates, a page at a time: three queries. */
export async function appealQueue(
  { database }: Installation,
  moderator: Moderator,
  { subreddit, show, search, after, at }: QueueFilter,
): Promise<AppealQueue> {
  const scope = reviewScope(moderator, at);
  const subredditKey = subreddit ? nameKey(subreddit) : null;
  const [rows, counts, communities] = await Promise.all([
    queueRows(database, {
      ...{ scope, subredditKey, tab: show },
      search: search ? searchedFor(search) : null,
      after: after === undefined ? null : readPlace(after),
      limit: appealsOfPage + 1,
    }),
    queueCounts(database, scope, subredditKey),
    reviewedCommunities(database, scope),
  ]);
  const shown = rows.slice(0, appealsOfPage);
  const last = shown.at(-1);
  return {
    appeals: shown.map((row) => queuedAppeal(row, moderator, at)),
    next: rows.length > appealsOfPage && last ? `${last.place}~${last.id}` : null,
    counts,
    communities: communities.map(({ name, permissions, asOf }) => ({
      name,
      canDecide: hasPermission(moderator, "decide", permissions),
      isOutdated: asOf <= scope.listedSince,
    })),
  };
}

function queuedAppeal(row: QueueRow, { redditorId }: Moderator, at: Date): QueuedAppeal {
  const { id, subreddit, username, openedAt, closedAt, submittedAt, hasAnswered } = row;
  const { decision, decisionKind, claimedBy, claimExpiresAt } = row;
  const standing = queueStanding(row, decision, redditorId);
  const isClaimed = claimExpiresAt !== null && claimExpiresAt > at;
  const isDecided = decision?.state !== "taken-back" && decision?.state !== "refused";
  return {
    ...{ id, subreddit, username, standing, openedAt, closedAt, submittedAt, hasAnswered },
    claim:
      isClaimed && claimedBy !== null
        ? { username: claimedBy, isMine: row.claimedById === redditorId }
        : null,
    decision: isDecided ? decisionKind : null,
  };
}

/** Longer than any name or id. */
const longestSearch = 100;

/** A name without `u/`, or an id out of an address of modmail. */
function searchedFor(typed: string): string {
  const trimmed = typed.trim().slice(0, longestSearch);
  const inAddress = /\/mail\/[a-z]+\/([a-z0-9]+)/i.exec(trimmed)?.[1];
  return inAddress ?? trimmed.replace(/^\/?(?:u|user)\//i, "");
}

const place =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Whatever is no place of ours is the beginning. */
function readPlace(written: string): QueuePlace | null {
  const [, at, id] = place.exec(written) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) return null;
  return { at, id };
}
