import * as z from "zod";
import type { ApiCall } from "../request/api-call.ts";
import { pathTo } from "../request/path-to.ts";
import type { Requester } from "../request/requester.ts";
import { moderationLogSchema } from "../schemas/moderation-log.ts";
import { readAnswer, unexpectedAnswer } from "../schemas/read-answer.ts";

/** After more entries than these hold it cannot be told what happened since the last look. */
const pageSizes = [100, 500, 500] as const;

/** What changes who is banned, and how. */
const banActions: ReadonlySet<string> = new Set(["banuser", "unbanuser"]);

/** All kinds of entries, most of which have nothing to do with bans, and some with no redditor. */
const anyEntrySchema = z.object({
  id: z.string().min(1),
  action: z.string(),
  target_author: z.string().nullish(),
});

/**
 * Tells to whom something was done in a community since the last look, with one request of
 * the moderation log. What is new is told by the entries' ids, so that no clock is compared
 * with Reddit's, and entries of the same second are told apart.
 */
export class ModerationLogWatch {
  readonly #requester: Requester;
  readonly #subreddit: string;
  #known: ReadonlySet<string> | null = null;

  constructor(requester: Requester, subreddit: string) {
    this.#requester = requester;
    this.#subreddit = subreddit;
  }

  /**
   * @returns the names in lower case; `null` where it cannot be told: at the first look, after
   *   too many entries, or where an entry does not say whose ban it is about
   * @throws RedditError, `unexpected-answer` for a log that is empty or not one
   */
  async look(): Promise<ReadonlySet<string> | null> {
    const known = this.#known;
    const seen = new Set<string>();
    const names = new Set<string>();
    let isCertain = true;
    let after: string | undefined;
    for (const limit of pageSizes) {
      const call = logCall(this.#subreddit, limit, after);
      const { data } = readAnswer(call, moderationLogSchema, await this.#requester.request(call));
      if (seen.size === 0 && data.children.length === 0)
        throw unexpectedAnswer(call, "the log is empty, though people are banned");
      let reachesBack = known === null;
      for (const child of data.children) {
        const entry = readAnswer(call, anyEntrySchema, child.data, ["data", "children"]);
        seen.add(entry.id);
        if (known?.has(entry.id)) reachesBack = true;
        else if (entry.target_author) names.add(entry.target_author.toLowerCase());
        else if (banActions.has(entry.action)) isCertain = false;
      }
      if (reachesBack) {
        this.#known = seen;
        return known !== null && isCertain ? names : null;
      }
      if (!data.after || data.after === after) break;
      after = data.after;
    }
    this.#known = seen;
    return null;
  }

  /** The next look is a first one again. */
  forget(): void {
    this.#known = null;
  }
}

function logCall(subreddit: string, limit: number, after: string | undefined): ApiCall {
  return {
    method: "GET",
    path: pathTo`/r/${subreddit}/about/log`,
    // Without a type: bans and unbans are told by one request then.
    query: { limit, after },
    effect: "none",
    priority: "read",
    whenForbidden: `The bot may not see the moderation log of r/${subreddit}, so that each of many banned redditors is looked up alone there. Make its account a moderator there; with a refresh token, the scope modlog is needed too.`,
    whenNotFound: `There is no community r/${subreddit}, or it is closed to the bot.`,
  };
}
