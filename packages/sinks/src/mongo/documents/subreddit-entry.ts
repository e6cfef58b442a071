import type { SubredditRecord } from "@appealmod/core";
import { collections } from "../collections.ts";
import type { ArchiveEntry } from "./archive-entry.ts";
import { type StorableDocument, storable } from "./storable.ts";

/** `subreddits_info`: a community's public description and who runs it, as of the record's date. */
export function subredditEntry({ facts, at }: SubredditRecord): ArchiveEntry {
  return {
    collection: collections.subreddits,
    key: facts.name.toLowerCase(),
    at,
    document: storable({
      subreddit: facts.name,
      description: facts.description,
      subscribers: facts.subscribers,
      rules: facts.rules,
      moderators: facts.moderators,
    }) as StorableDocument,
  };
}
