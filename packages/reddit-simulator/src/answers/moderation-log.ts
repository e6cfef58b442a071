import type { ModerationLogEntry, Subreddit, World } from "../state/world.ts";
import { epoch } from "./dates.ts";

export function logEntryAnswer(
  world: World,
  subreddit: Subreddit,
  entry: ModerationLogEntry,
): Record<string, unknown> {
  const moderator = entry.moderatorId === null ? undefined : world.accounts.get(entry.moderatorId);
  const target = entry.targetId === null ? undefined : world.accounts.get(entry.targetId);
  const targetGone = target?.status === "deleted";
  const data = {
    description: entry.description,
    target_body: null,
    mod_id36: moderator?.id ?? "1qwk",
    created_utc: epoch(entry.date),
    subreddit: subreddit.name,
    target_title: null,
    target_permalink: null,
    subreddit_name_prefixed: `r/${subreddit.name}`,
    details: entry.details,
    action: entry.action,
    target_author: targetGone ? "[deleted]" : (target?.name ?? ""),
    target_fullname: target ? `t2_${target.id}` : null,
    sr_id36: subreddit.id,
    id: entry.id,
    mod: moderator ? moderator.name : "reddit",
  };
  return { kind: "modaction", data };
}
