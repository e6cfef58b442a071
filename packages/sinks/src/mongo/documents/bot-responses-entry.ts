import type { BotResponsesRecord } from "@appealmod/core";
import { collections } from "../collections.ts";
import type { ArchiveEntry } from "./archive-entry.ts";
import { type StorableDocument, storable } from "./storable.ts";

/** `bot-responses`: the texts in force in a community. `form_link` is the address without a token. */
export function botResponsesEntry({
  subreddit,
  texts,
  formAddress,
  at,
}: BotResponsesRecord): ArchiveEntry {
  const { invite, reminder, final, ...others } = texts;
  return {
    collection: collections.botResponses,
    key: subreddit.toLowerCase(),
    at,
    document: storable({
      subreddit,
      initial: invite,
      reminder,
      final,
      form_link: formAddress,
      ...others,
    }) as StorableDocument,
  };
}
