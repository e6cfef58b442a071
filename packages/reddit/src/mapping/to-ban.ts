import { type ActiveBan, type Ban, notBanned } from "@appealmod/core";
import type { BannedEntry } from "../schemas/banned.ts";
import type { RedditUser } from "../schemas/modmail.ts";
import { parseRedditDate } from "./parse-reddit-date.ts";
import { plainText } from "./plain-text.ts";

/**
 * The ban as a conversation's user block shows it: without date and note.
 *
 * @returns `null` where the answer does not tell
 */
export function toBanFromUser(user: RedditUser | null): Ban | null {
  const status = user?.banStatus;
  if (!status) return null;
  if (!status.isBanned) return notBanned;
  const endsAt = status.endDate ? parseRedditDate(status.endDate) : null;
  const unknown = { bannedAt: null, note: "", bannedBy: null };
  return { isBanned: true, permanence: permanenceOf(status), endsAt, ...unknown };
}

function permanenceOf(status: NonNullable<RedditUser["banStatus"]>): ActiveBan["permanence"] {
  if (status.endDate || status.isPermanent === false) return "temporary";
  return status.isPermanent ? "permanent" : "unknown";
}

/** The ban as the list of banned redditors shows it. */
export function toBanFromEntry(entry: BannedEntry): ActiveBan {
  const days = entry.days_left;
  return {
    isBanned: true,
    permanence: days === undefined ? "unknown" : days === null ? "permanent" : "temporary",
    bannedAt: entry.date ?? null,
    // The list names whole days that are left, and no end.
    endsAt: null,
    note: plainText(entry.note ?? ""),
    bannedBy: null,
  };
}
