import type { ModerationChange, ModerationLogEntry } from "@appealmod/core";
import type { LogEntry } from "../schemas/moderation-log.ts";
import { plainText } from "./plain-text.ts";

const moderatorActions: ReadonlySet<string> = new Set([
  "acceptmoderatorinvite",
  "removemoderator",
  "setpermissions",
]);

const dayMs = 24 * 60 * 60 * 1000;

export function toLogEntry(entry: LogEntry): ModerationLogEntry {
  const { id, created_utc: at, subreddit, mod } = entry;
  return { id, at, subreddit, moderator: mod ?? "", change: changeOf(entry) };
}

function changeOf(entry: LogEntry): ModerationChange {
  if (moderatorActions.has(entry.action)) return { kind: "moderators-changed" };
  if (entry.action !== "banuser" && entry.action !== "unbanuser") return { kind: "other" };
  const { target_author: name, target_fullname: fullname } = entry;
  // Of an account that is gone only the entry is left: nobody can appeal with it.
  if (name === "[deleted]") return { kind: "other" };
  if (!name) return { kind: "unclear-ban" };
  const redditor = { id: fullname?.startsWith("t2_") ? fullname : null, name };
  if (entry.action === "unbanuser") return { kind: "unbanned", redditor };
  const note = entry.description ? plainText(entry.description) : null;
  return { kind: "banned", redditor, ...lengthOf(entry), note };
}

/** Words other than those that are known leave the length open: the list of bans tells it. */
function lengthOf({ details, created_utc: at }: LogEntry) {
  const words = /^(?:changed to )?(?:(permanent)|(\d{1,4}) days?)$/.exec(details ?? "");
  if (words?.[1]) return { permanence: "permanent", endsAt: null } as const;
  if (!words?.[2]) return { permanence: "unknown", endsAt: null } as const;
  const endsAt = new Date(at.getTime() + Number(words[2]) * dayMs);
  return { permanence: "temporary", endsAt } as const;
}
