import { nextDate, nextLogId } from "./sequence.ts";
import type { ModerationLogEntry, Subreddit, World } from "./world.ts";

export interface LogInput {
  action: string;
  /** null: Reddit itself, as when a temporary ban ends. */
  moderatorId: string | null;
  targetId?: string | null;
  details?: string | null;
  description?: string | null;
}

export function logModeration(
  world: World,
  now: number,
  subreddit: Subreddit,
  input: LogInput,
): ModerationLogEntry {
  const entry: ModerationLogEntry = {
    id: nextLogId(world),
    action: input.action,
    moderatorId: input.moderatorId,
    targetId: input.targetId ?? null,
    details: input.details ?? null,
    description: input.description ?? null,
    date: nextDate(world, now),
  };
  if (world.logFaults.loseNext > 0) world.logFaults.loseNext -= 1;
  else subreddit.log.push(entry);
  return entry;
}

export interface LogQuery {
  type?: string | null;
  /** Account ids of the moderators asked for. */
  moderatorIds?: ReadonlySet<string> | null;
  /** Nothing that happened later, in epoch milliseconds. */
  until?: number;
}

/** Entries of several subreddits, newest first, with the subreddit each belongs to. */
export function* readLog(
  subreddits: readonly Subreddit[],
  query: LogQuery,
): Generator<{ entry: ModerationLogEntry; subreddit: Subreddit }> {
  const cursors = subreddits.map((subreddit) => ({ subreddit, at: subreddit.log.length - 1 }));
  for (;;) {
    let newest: (typeof cursors)[number] | undefined;
    let date = Number.NEGATIVE_INFINITY;
    for (const cursor of cursors) {
      const candidate = cursor.subreddit.log[cursor.at];
      if (candidate && candidate.date > date) {
        newest = cursor;
        date = candidate.date;
      }
    }
    const entry = newest?.subreddit.log[newest.at];
    if (!newest || !entry) return;
    newest.at -= 1;
    if (query.until !== undefined && entry.date > query.until) continue;
    if (query.type && entry.action !== query.type) continue;
    if (query.moderatorIds && !query.moderatorIds.has(entry.moderatorId ?? "")) continue;
    yield { entry, subreddit: newest.subreddit };
  }
}
