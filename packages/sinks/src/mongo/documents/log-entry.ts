import type { StoredEvent } from "@appealmod/core";
import { collections } from "../collections.ts";
import type { ArchiveEntry } from "./archive-entry.ts";
import { type StorableDocument, storable } from "./storable.ts";

/** A single log event stays small: nothing of research value lives here alone. */
const longestText = 32_768;

/** `application-logs`: one event, with the named fields that it lacks set to null so that queries find them. */
export function logEntry(event: StoredEvent): ArchiveEntry {
  const optional = {
    runner: event.runner,
    username: event.username,
    appeal_id: event.appealId,
    details: event.details,
    error: event.error,
  };
  return {
    collection: collections.logs,
    key: `event-${event.id}`,
    at: event.at,
    document: storable(
      {
        message: event.message,
        timestamp: event.at,
        conv_id: event.conversationId ?? null,
        subreddit: event.subreddit ?? null,
        level: event.level,
        event: event.event,
        audience: event.audience,
        actor: event.actor,
        ...optional,
      },
      longestText,
    ) as StorableDocument,
  };
}
