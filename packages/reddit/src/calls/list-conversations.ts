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

/** One page of the listing, in Reddit's order; one request. */
export async function listConversations(
  requester: Requester,
  query: ListingQuery,
  tell: Tell,
): Promise<ConversationPage> {
  const { call, json } = await requestPage(requester, query, tell);
  const page = readPage(call, json, query, tell);
  // A server that ignores `after` would be paged for ever.
  return page.last === query.after ? { ...page, last: null } : page;
}

/**
 * Where Reddit refuses the list of communities, one that the bot lost must not stop all
 * the others: then everything that the bot moderates is asked for.
 */
async function requestPage(
  requester: Requester,
  query: ListingQuery,
  tell: Tell,
): Promise<{ call: ApiCall; json: unknown }> {
  const call = listCall(query, true);
  try {
    return { call, json: await requester.request(call) };
  } catch (error) {
    const isRefused =
      error instanceof RedditError && (error.kind === "forbidden" || error.kind === "not-found");
    if (!isRefused || call.query?.entity === undefined || query.subreddits.length < 2) throw error;
    const detail = `Reddit refused the list of communities (${error.status}): the bot does not moderate all of ${query.subreddits.join(", ")}.`;
    tell({ event: "odd-answer", endpoint: endpointOf(call), detail });
    const wider = listCall(query, false);
    return { call: wider, json: await requester.request(wider) };
  }
}

function readPage(call: ApiCall, json: unknown, query: ListingQuery, tell: Tell): ConversationPage {
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
