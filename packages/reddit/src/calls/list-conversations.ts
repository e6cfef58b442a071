import {
  type Conversation,
  type ConversationPage,
  isNameAmong,
  RedditError,
} from "@appealmod/core";
import type { RedditGatewayEvent } from "../events.ts";
import { readConversationParts } from "../mapping/read-conversation-parts.ts";
import { toConversation } from "../mapping/to-conversation.ts";
import { type ApiCall, endpointOf } from "../request/api-call.ts";
import type { Requester } from "../request/requester.ts";
import { conversationListSchema } from "../schemas/modmail.ts";
import { readAnswer } from "../schemas/read-answer.ts";
import { type ListingQuery, listCall } from "./modmail-calls.ts";

type Tell = (event: RedditGatewayEvent) => void;

/** How long a refused list of communities is not tried again. */
const refusalLastsMs = 60_000;

interface Refusal {
  /** The list that was refused, and which communities were known to be lost then. */
  readonly what: string;
  readonly until: number;
}

interface PageAnswer {
  readonly call: ApiCall;
  readonly json: unknown;
  readonly isPartial: boolean;
}

/**
 * Lists page by page, in Reddit's order; one request each.
 *
 * Where Reddit refuses the list of communities, one that the bot lost must not stop all
 * the others: then everything that the bot moderates is asked for, and filtered here.
 */
export function createListing(
  requester: Requester,
  now: () => number,
  tell: Tell,
): (query: ListingQuery) => Promise<ConversationPage> {
  let refused: Refusal | null = null;

  const requestPage = async (query: ListingQuery): Promise<PageAnswer> => {
    const { subreddits, lost = [] } = query;
    const call = listCall(query, true);
    const entity = call.query?.entity;
    const widen = async (isPartial: boolean): Promise<PageAnswer> => {
      const wider = listCall(query, false);
      return { call: wider, json: await requester.request(wider), isPartial };
    };
    if (entity === undefined) return await widen(lost.length > 0);
    const what = `${entity} without ${lost.join()}`;
    if (refused?.what === what && now() < refused.until) return await widen(true);
    try {
      return { call, json: await requester.request(call), isPartial: false };
    } catch (error) {
      if (!isRefusal(error) || subreddits.length < 2) throw error;
      refused = { what, until: now() + refusalLastsMs };
      tell({ event: "communities-refused", subreddits, status: error.status });
      return await widen(true);
    }
  };

  return async (query) => {
    const { call, json, isPartial } = await requestPage(query);
    const page = { ...readPage(call, json, query, tell), isPartial };
    // A server that ignores `after` would be paged for ever.
    return page.last === query.after ? { ...page, last: null } : page;
  };
}

/** Also a 400: a name that Reddit cannot even read is no reason to look at none of the others. */
function isRefusal(error: unknown): error is RedditError {
  if (!(error instanceof RedditError)) return false;
  return ["forbidden", "not-found"].includes(error.kind) || error.status === 400;
}

function readPage(
  call: ApiCall,
  json: unknown,
  query: ListingQuery,
  tell: Tell,
): Omit<ConversationPage, "isPartial"> {
  const page = readAnswer(call, conversationListSchema, json);
  const conversations: Conversation[] = [];
  let firstFailure: unknown = null;
  for (const id of page.conversationIds) {
    if (!Object.hasOwn(page.conversations, id)) continue;
    try {
      const beside = { messages: page.messages, modActions: null, user: null };
      const at = ["conversations", id];
      const parts = readConversationParts(call, page.conversations[id], at, beside);
      conversations.push(toConversation(parts));
    } catch (error) {
      // One odd conversation must not hide the other ninety-nine.
      firstFailure ??= error;
      const detail = error instanceof Error ? error.message : String(error);
      tell({ event: "odd-answer", endpoint: endpointOf(call), detail });
    }
  }
  if (firstFailure !== null && conversations.length === 0) throw firstFailure;
  const { subreddits } = query;
  return {
    conversations:
      subreddits.length === 0
        ? conversations
        : conversations.filter(({ subreddit }) => isNameAmong(subreddit, subreddits)),
    size: page.conversationIds.length,
    span: spanOf(conversations),
    last: page.conversationIds.at(-1) ?? null,
  };
}

function spanOf(conversations: readonly Conversation[]): ConversationPage["span"] {
  if (conversations.length === 0) return null;
  const times = conversations.map(({ lastUpdated }) => lastUpdated.getTime());
  return { newest: new Date(Math.max(...times)), oldest: new Date(Math.min(...times)) };
}
