import type { ArchiveRecord } from "@appealmod/core";
import { appellantEntry } from "./appellant-entry.ts";
import type { ArchiveEntry } from "./archive-entry.ts";
import { botResponsesEntry } from "./bot-responses-entry.ts";
import { conversationEntry } from "./conversation-entry.ts";
import { subredditEntry } from "./subreddit-entry.ts";

/** The research document that a record of the domain becomes. */
export function recordEntry(record: ArchiveRecord): ArchiveEntry {
  switch (record.kind) {
    case "conversation":
      return conversationEntry(record.record);
    case "appellant":
      return appellantEntry(record.record);
    case "bot-responses":
      return botResponsesEntry(record.record);
    case "subreddit":
      return subredditEntry(record.record);
  }
}
