import type { ArchiveRecord, StoredEvent } from "@appealmod/core";
import type { ArchiveEntry } from "./archive-entry.ts";
import { logEntry } from "./log-entry.ts";
import { recordEntry } from "./record-entry.ts";

/** The documents that some events and what they changed become. */
export function archiveEntries(
  events: readonly StoredEvent[],
  changed: readonly ArchiveRecord[],
): readonly ArchiveEntry[] {
  return [...changed.map(recordEntry), ...events.map(logEntry)];
}
