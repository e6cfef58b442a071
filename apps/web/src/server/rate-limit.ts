import { createHash } from "node:crypto";
import type { Logger } from "@appealmod/logger";
import { countInWindow, forgetWindows, type Installation } from "@appealmod/use-cases";
import { innermostCause } from "./innermost-cause.ts";

/** So many in so long. */
interface Limit {
  readonly most: number;
  readonly windowMs: number;
  /**
   * So many are noted at once; until then a process counts them for itself. Whoever reads a few pages
   * is thereby no work for the database, and each process lets fewer than that through beyond the
   * limit in a window: those that come while it asks.
   */
  readonly lot?: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * What is counted, and how much of it is more than people do. Many people may share one
 * address (a university, a telephone network): its limits are wide, and those that
 * guessing or flooding would meet are narrow.
 */
export const limits = {
  /** Posts of any kind from one address. */
  "posts of an address": { most: 300, windowMs: 10 * second, lot: 10 },
  /** Pages that are rendered for one address: a rendering takes as long as ten refusals. */
  "pages of an address": { most: 300, windowMs: 10 * second, lot: 10 },
  /** Posts to one form, the saving while writing among them. */
  "posts of a link": { most: 240, windowMs: 10 * minute },
  "sign-ups of an address": { most: 30, windowMs: hour },
  "lost links of an address": { most: 30, windowMs: hour },
  /** Repetitions of one redditor's link in one community. */
  "lost links of a redditor": { most: 3, windowMs: hour },
  "sign-ins of an address": { most: 60, windowMs: 10 * minute },
  /** Posts of one person who is signed in, whatever their browsers. */
  "posts of a moderator": { most: 600, windowMs: 10 * minute },
  /** Communities that one person asks the bot to come to. */
  "joins of a moderator": { most: 30, windowMs: hour },
  /** Looks for one community's invitation that a page asks for while somebody waits at it. */
  "invitations of a community": { most: 1, windowMs: 10 * second },
  /** Looks at last conversations that one person asks for; each costs the bot some forty requests. */
  "dry runs of a moderator": { most: 6, windowMs: hour },
  /** Readings of one community's moderators that pages ask for. */
  "moderator lists of a community": { most: 1, windowMs: 20 * second },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

export interface RateLimiter {
  /** Counts one more, and tells whether it is still within the limit. */
  allows(name: LimitName, who: string): Promise<boolean>;
}

export interface RateLimiterParts {
  readonly installation: Installation;
  readonly now: () => Date;
  /** Hears when a limit is reached, and when counting fails; the request is let through then. */
  readonly logger: Logger;
}

/**
 * Limits that hold across all processes, for they are counted in the database. A window
 * that is used up is remembered here, so that a flood costs the database nothing more.
 */
export function createRateLimiter({ installation, now, logger }: RateLimiterParts): RateLimiter {
  const { database } = installation;
  const usedUp = new Map<string, number>();
  let lastTidied = 0;

  async function tidy(at: Date): Promise<void> {
    if (at.getTime() - lastTidied < hour) return;
    lastTidied = at.getTime();
    await forgetWindows(database, new Date(at.getTime() - 2 * hour));
  }

  const begun = new Map<string, number>();

  /** Counts one more of a lot that nobody else knows of yet. */
  function isLotFull(key: string, lot: number): boolean {
    const count = (begun.get(key) ?? 0) + 1;
    if (begun.size > 10_000) begun.clear();
    if (count < lot) begun.set(key, count);
    else begun.delete(key);
    return count >= lot;
  }

  return {
    async allows(name, who) {
      const { most, windowMs, lot = 1 }: Limit = limits[name];
      const at = now();
      const key = `${name}: ${createHash("sha256").update(who).digest("base64url")}`;
      const until = usedUp.get(key);
      if (until !== undefined) {
        if (at.getTime() < until) return false;
        usedUp.delete(key);
      }
      if (lot > 1 && !isLotFull(key, lot)) return true;
      try {
        const count = await countInWindow(database, { key, windowMs, at, times: lot });
        void tidy(at).catch(() => {});
        // The next lot would begin before the database is asked.
        if (count + lot - 1 <= most) return true;
        if (usedUp.size > 10_000) usedUp.clear();
        // Once for each window, whatever comes: a flood must not flood the log.
        logger.warn("limit-reached", `More than ${most} ${name} in ${windowMs / second} s`, {
          limit: name,
        });
        usedUp.set(key, (Math.floor(at.getTime() / windowMs) + 1) * windowMs);
        return count <= most;
      } catch (error) {
        logger.warn("limits-uncounted", "Requests cannot be counted now, and are let through", {
          error: innermostCause(error),
        });
        return true;
      }
    },
  };
}
