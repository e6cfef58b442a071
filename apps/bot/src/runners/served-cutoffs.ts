import { UnreadableRowError } from "@appealmod/core";
import type { Bot } from "../compose.ts";

export interface ServedCutoff {
  readonly subreddit: string;
  /** In days; `null` where the community's settings cannot be read. */
  readonly days: number | null;
}

/**
 * Reads the cutoffs of all communities that are served. One whose settings cannot be read stops no
 * other: operators are notified, once for each thing that is wrong with it.
 */
export function createServedCutoffs(
  bot: Pick<Bot, "accounts" | "ports">,
): () => Promise<readonly ServedCutoff[]> {
  const { clock, communities, events } = bot.ports;
  const reported = new Map<string, string>();
  const cutoffOf = async (subreddit: string): Promise<ServedCutoff> => {
    try {
      const { settings } = await communities.policyFor(subreddit);
      reported.delete(subreddit);
      return { subreddit, days: settings.updateCutoffDays };
    } catch (error) {
      if (!(error instanceof UnreadableRowError)) throw error;
      if (reported.get(subreddit) !== error.message)
        events.record({
          event: "community-unreadable",
          level: "error",
          audience: "error",
          message: `r/${subreddit} cannot be served: ${error.message}`,
          subreddit,
          error,
          at: clock.now(),
        });
      reported.set(subreddit, error.message);
      return { subreddit, days: null };
    }
  };
  return () => Promise.all(bot.accounts.assignments.served().map(cutoffOf));
}
