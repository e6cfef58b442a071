import type { Clock, EventLog } from "@appealmod/core";
import { type Database, listServedCommunities, recordTrouble } from "@appealmod/db";

/** What keeps the bot from serving single communities; the others are served on. */
export interface CommunityTroubles {
  /** Tells operators, once per trouble, and keeps it for the site to show. */
  found(subreddit: string, trouble: string): Promise<void>;
  mended(subreddit: string): Promise<void>;
}

export async function createCommunityTroubles(
  database: Database,
  events: EventLog,
  clock: Clock,
): Promise<CommunityTroubles> {
  const current = new Map<string, string>();
  for (const { name, trouble } of await listServedCommunities(database))
    if (trouble) current.set(name.toLowerCase(), trouble);
  return {
    async found(subreddit, trouble) {
      if (current.get(subreddit.toLowerCase()) === trouble) return;
      current.set(subreddit.toLowerCase(), trouble);
      events.record({
        event: "community-in-trouble",
        level: "warn",
        audience: "alert",
        message: trouble,
        subreddit,
        at: clock.now(),
      });
      await recordTrouble(database, subreddit, trouble);
    },
    async mended(subreddit) {
      if (!current.delete(subreddit.toLowerCase())) return;
      events.record({
        event: "community-mended",
        level: "info",
        audience: "alert",
        message: `r/${subreddit} is served again.`,
        subreddit,
        at: clock.now(),
      });
      await recordTrouble(database, subreddit, null);
    },
  };
}
