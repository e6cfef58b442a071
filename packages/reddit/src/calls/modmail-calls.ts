import type { ApiCall } from "../request/api-call.ts";
import { pathTo } from "../request/path-to.ts";

const whenForbidden =
  'The bot may not use modmail here. In the community\'s settings under Moderators, give it the permission "Manage Mod Mail" (mail).';

const whenNotFound = "There is no such conversation, or the bot does not moderate its community.";

/** The longest query that is sent; longer lists of communities are filtered here instead. */
const longestEntity = 1_200;

/** Most conversations in one page that was ever recorded. */
const longestPage = 100;

export interface ListingQuery {
  readonly subreddits: readonly string[];
  readonly after: string | null;
  readonly limit: number;
  readonly state?: "all" | "archived" | undefined;
  /** Communities that are known to be refused. */
  readonly lost?: readonly string[] | undefined;
}

/** @param isNarrowed whether Reddit is told the communities, where they fit into an address */
export function listCall(query: ListingQuery, isNarrowed: boolean): ApiCall {
  const entity = query.subreddits.join(",");
  const fits = entity !== "" && encodeURIComponent(entity).length <= longestEntity;
  return {
    method: "GET",
    path: "/api/mod/conversations",
    query: {
      entity: isNarrowed && fits ? entity : undefined,
      state: query.state ?? "all",
      sort: "recent",
      limit: Math.min(longestPage, Math.max(1, Math.trunc(query.limit) || longestPage)),
      after: query.after ?? undefined,
    },
    effect: "none",
    priority: "read",
    whenForbidden,
    whenNotFound: "One of the communities does not exist, or the bot does not moderate it.",
  };
}

export function readCall(conversationId: string): ApiCall {
  return {
    method: "GET",
    path: pathTo`/api/mod/conversations/${conversationId}`,
    query: { markRead: false },
    effect: "none",
    priority: "read",
    whenForbidden,
    whenNotFound,
  };
}

/** What is written into a conversation. */
export interface Reply {
  readonly conversationId: string;
  readonly body: string;
  /** A private note, which shows who left it. */
  readonly isPrivate: boolean;
  /** Whether a public message bears the community's name in its author's place. */
  readonly isAuthorHidden: boolean;
}

export function replyCall({ conversationId, body, isPrivate, isAuthorHidden }: Reply): ApiCall {
  return {
    method: "POST",
    path: pathTo`/api/mod/conversations/${conversationId}`,
    form: { body, isAuthorHidden: isAuthorHidden && !isPrivate, isInternal: isPrivate },
    effect: "once",
    priority: "write",
    whenForbidden,
    whenNotFound,
  };
}

export function archiveCall(conversationId: string, action: "archive" | "unarchive"): ApiCall {
  return {
    method: "POST",
    path: `${pathTo`/api/mod/conversations/${conversationId}`}/${action}`,
    effect: "repeatable",
    priority: "write",
    whenForbidden,
    whenNotFound,
  };
}
