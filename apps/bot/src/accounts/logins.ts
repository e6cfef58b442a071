import type { Clock, EventLog, RedditError } from "@appealmod/core";
import type { CommunityIssues } from "../community-issues.ts";
import type { BotAccount } from "./bot-account.ts";

/** Cooldown after Reddit refused a login: a passing refusal is over by then. */
const firstCooldownMs = 5_000;

/** Each refusal of a try makes it longer, up to this: too many tries lock an account. */
const longestCooldownMs = 60_000;

/** Which accounts Reddit lets in. One that it refuses keeps nobody else from being served. */
export interface Logins {
  isRefused(account: BotAccount): boolean;
  /** Whether it was ever let in, in this process. */
  wasAccepted(account: BotAccount): boolean;
  /** Whether a refused one has waited long enough to be tried again. */
  isCooledDown(account: BotAccount): boolean;
  /** Alerts operators, once; from now on the account's communities have an issue. */
  refused(account: BotAccount, error: RedditError): Promise<void>;
  accepted(account: BotAccount): Promise<void>;
  /** Rejects with Reddit's word when every account was refused before any was let in. */
  readonly allRefused: Promise<never>;
}

interface Refusal {
  readonly subreddits: readonly string[];
  readonly tryAgainAt: number;
  readonly cooldownMs: number;
}

export function createLogins(parts: {
  readonly accounts: readonly BotAccount[];
  readonly servedBy: (account: BotAccount) => readonly string[];
  readonly issues: CommunityIssues;
  readonly events: EventLog;
  readonly clock: Clock;
}): Logins {
  const { accounts, servedBy, issues, events, clock } = parts;
  const refusals = new Map<BotAccount, Refusal>();
  const { promise: allRefused, reject: giveUp } = Promise.withResolvers<never>();
  allRefused.catch(() => {});
  const accepted = new Set<BotAccount>();
  return {
    allRefused,
    isRefused: (account) => refusals.has(account),
    wasAccepted: (account) => accepted.has(account),
    isCooledDown(account) {
      const refusal = refusals.get(account);
      return refusal === undefined || clock.now().getTime() >= refusal.tryAgainAt;
    },
    async refused(account, error) {
      const at = clock.now();
      const known = refusals.get(account);
      if (known) {
        // What was under way when the first one was refused says nothing new.
        if (at.getTime() < known.tryAgainAt) return;
        const cooldownMs = Math.min(longestCooldownMs, 3 * known.cooldownMs);
        refusals.set(account, { ...known, cooldownMs, tryAgainAt: at.getTime() + cooldownMs });
        return;
      }
      const subreddits = servedBy(account);
      const cooldownMs = firstCooldownMs;
      refusals.set(account, { subreddits, cooldownMs, tryAgainAt: at.getTime() + cooldownMs });
      if (accepted.size === 0 && refusals.size === accounts.length) return giveUp(error);
      events.record({
        event: "account-refused",
        level: "error",
        audience: "alert",
        message: `Reddit does not let ${account.label} in, so ${listed(subreddits)} cannot be served: ${error.message}`,
        details: { account: account.label, subreddits },
        at,
      });
      const issue = `Reddit does not let ${account.label} in, which serves this community: its login has to be mended in the settings.`;
      for (const subreddit of subreddits) await issues.note(subreddit, issue);
    },
    async accepted(account) {
      accepted.add(account);
      const refusal = refusals.get(account);
      if (!refusals.delete(account) || !refusal) return;
      events.record({
        event: "account-accepted",
        level: "info",
        audience: "alert",
        message: `Reddit lets ${account.label} in again; ${listed(refusal.subreddits)} can be served again.`,
        details: { account: account.label },
        at: clock.now(),
      });
      for (const subreddit of refusal.subreddits) await issues.note(subreddit, null);
    },
  };
}

function listed(subreddits: readonly string[]): string {
  return subreddits.map((name) => `r/${name}`).join(", ") || "no community";
}
