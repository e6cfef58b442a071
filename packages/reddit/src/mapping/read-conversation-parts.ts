import type * as z from "zod";
import type { ApiCall } from "../request/api-call.ts";
import {
  conversationSchema,
  messageSchema,
  moderatorActionSchema,
  type RedditConversation,
  type RedditUser,
} from "../schemas/modmail.ts";
import { readAnswer } from "../schemas/read-answer.ts";
import type { ConversationParts } from "./to-conversation.ts";

type Entries = Readonly<Record<string, unknown>> | null | undefined;

/** The maps that stand beside a conversation. */
export interface Beside {
  readonly messages: Entries;
  readonly modActions: Entries;
  readonly user: RedditUser | null;
}

/**
 * Brings a conversation together with its messages and actions, in the order of `objIds`:
 * the maps have none. An entry that is missing from its map is left out.
 *
 * @param at where the conversation stands in the answer, for the message of an error
 * @throws RedditError `unexpected-answer`
 */
export function readConversationParts(
  call: ApiCall,
  json: unknown,
  at: readonly string[],
  beside: Beside,
): ConversationParts {
  const conversation = readAnswer(call, conversationSchema, json, at);
  const actions = { ...conversation.modActions, ...beside.modActions };
  const read = <T>(key: string, schema: z.ZodType<T>, entries: Entries): T[] =>
    idsUnder(conversation, key)
      .filter((id) => isPresent(entries, id))
      .map((id) => readAnswer(call, schema, entries?.[id], [key, id]));
  return {
    conversation,
    messages: read("messages", messageSchema, beside.messages),
    moderatorActions: read("modActions", moderatorActionSchema, actions),
    user: beside.user,
  };
}

function idsUnder(conversation: RedditConversation, wanted: string): string[] {
  const ids = conversation.objIds.filter(({ key }) => key === wanted).map(({ id }) => id);
  return [...new Set(ids)];
}

function isPresent(entries: Entries, id: string): boolean {
  return entries != null && Object.hasOwn(entries, id) && entries[id] != null;
}
