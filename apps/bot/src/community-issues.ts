import type { Clock, EventLog } from "@appealmod/core";
import type { Database, ServedCommunity } from "@appealmod/db";
import { recordCommunityTrouble } from "@appealmod/use-cases";

/** What keeps the bot from serving single communities; the others are served on. */
export interface CommunityIssues {
  /** Takes over what is recorded: another process may have opened or resolved an issue. */
  learn(recorded: readonly ServedCommunity[]): void;
  /** Names, in lower case, of the communities with an issue, as far as this process knows. */
  current(): readonly string[];
  /** Alerts operators, once per issue, and keeps it for the site to show. */
  open(subreddit: string, issue: string): Promise<void>;
  resolve(subreddit: string): Promise<void>;
  /** Keeps an issue, or its end (`null`), without an alert: operators had one about its cause. */
  note(subreddit: string, issue: string | null): Promise<void>;
}

export function createCommunityIssues(
  database: Database,
  events: EventLog,
  clock: Clock,
): CommunityIssues {
  const current = new Map<string, string>();
  const record = (subreddit: string, issue: string | null) =>
    recordCommunityTrouble({ database }, { kind: "program" }, { subreddit, trouble: issue });
  return {
    learn(recorded) {
      current.clear();
      for (const { name, trouble } of recorded)
        if (trouble) current.set(name.toLowerCase(), trouble);
    },
    current: () => [...current.keys()].toSorted(),
    async open(subreddit, issue) {
      if (current.get(subreddit.toLowerCase()) === issue) return;
      current.set(subreddit.toLowerCase(), issue);
      events.record({
        event: "community-in-trouble",
        level: "warn",
        audience: "alert",
        message: issue,
        subreddit,
        at: clock.now(),
      });
      await record(subreddit, issue);
    },
    async resolve(subreddit) {
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
    async note(subreddit, issue) {
      if (issue === null) current.delete(subreddit.toLowerCase());
      else current.set(subreddit.toLowerCase(), issue);
      await record(subreddit, issue);
    },
  };
}
