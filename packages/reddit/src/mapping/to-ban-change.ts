import type { BanChange } from "@appealmod/core";
import type { LogEntry } from "../schemas/moderation-log.ts";

const kinds: Readonly<Record<string, BanChange["kind"]>> = {
  banuser: "banned",
  unbanuser: "unbanned",
};

/** @returns `null` for an entry about something else */
export function toBanChange(entry: LogEntry): BanChange | null {
  const kind = Object.hasOwn(kinds, entry.action) ? kinds[entry.action] : undefined;
  if (kind === undefined) return null;
  return {
    id: entry.id,
    kind,
    username: entry.target_author,
    moderator: entry.mod ?? "",
    at: entry.created_utc,
  };
}
