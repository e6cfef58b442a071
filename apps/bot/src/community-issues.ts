import type { Clock, EventLog } from "@appealmod/core";
import type { Database, ServedCommunity } from "@appealmod/db";
import { recordCommunityTrouble } from "@appealmod/use-cases";

/** What keeps the bot from serving single communities; the others are served on. */
export interface CommunityIssues {
  /** Takes over what is recorded: another process may have found or mended something. */
  learn(recorded: readonly ServedCommunity[]): void;
  /** Names, in lower case, of the communities that are in trouble as far as this process knows. */
  current(): readonly string[];
  /** Tells operators, once per trouble, and keeps it for the site to show. */
  found(subreddit: string, trouble: string): Promise<void>;
  mended(subreddit: string): Promise<void>;
  /** Keeps a trouble, or its end (`null`), of which operators were told with that of its cause. */
  note(subreddit: string, trouble: string | null): Promise<void>;
}

export function createCommunityIssues(
  database: Database,
  events: EventLog,
  clock: Clock,
): CommunityIssues {
  const current = new Map<string, string>();
  const record = (subreddit: string, trouble: string | null) =>
    recordCommunityTrouble({ database }, { kind: "program" }, { subreddit, trouble });
  return {
    learn(recorded) {
      current.clear();
      for (const { name, trouble } of recorded)
        if (trouble) current.set(name.toLowerCase(), trouble);
    },
    current: () => [...current.keys()].toSorted(),
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
      await record(subreddit, trouble);
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
      await record(subreddit, null);
    },
    async note(subreddit, trouble) {
      if (trouble === null) current.delete(subreddit.toLowerCase());
      else current.set(subreddit.toLowerCase(), trouble);
      await record(subreddit, trouble);
    },
  };
}
