import type { Message } from "@appealmod/core";
import type { RedditMessage } from "../schemas/modmail.ts";
import { plainText } from "./plain-text.ts";
import { toAuthor } from "./to-author.ts";

export function toMessage(message: RedditMessage): Message {
  return {
    id: message.id,
    author: toAuthor(message.author),
    body: plainText(message.bodyMarkdown, message.body),
    isPrivate: message.isInternal,
    date: message.date,
  };
}
