import type { RedditError } from "@appealmod/core";
import * as z from "zod";
import type { ApiCall } from "../request/api-call.ts";
import { pathTo } from "../request/path-to.ts";
import type { Requester } from "../request/requester.ts";
import type { BannedEntry } from "../schemas/banned.ts";
import { moderationLogSchema } from "../schemas/moderation-log.ts";
import { readAnswer, unexpectedAnswer } from "../schemas/read-answer.ts";
import { epochDate } from "../schemas/reddit-date.ts";

/** After more entries than these hold it cannot be told what happened since the last look. */
const pageSizes = [100, 500, 500] as const;

/** What changes who is banned, and how. */
const banActions: ReadonlySet<string> = new Set(["banuser", "unbanuser"]);

/** All kinds of entries, most of which have nothing to do with bans, and some with no redditor. */
const logEntrySchema = z.object({
  id: z.string().min(1),
  action: z.string(),
  target_author: z.string().nullish(),
  created_utc: epochDate.nullish().catch(null),
});

type LogEntry = z.infer<typeof logEntrySchema>;

/**
 * Tells to whom something was done in a community since the last look, with one request of
 * the moderation log. What is new is told by the entries' ids, so that no clock is compared
 * with Reddit's, and entries of the same second are told apart.
 */
export class ModerationLogWatch {
  readonly #requester: Requester;
  readonly #subreddit: string;
  #known: ReadonlySet<string> | null = null;
  /** What the last look showed. */
  #seen: readonly LogEntry[] = [];

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
    const entries: LogEntry[] = [];
    const news: LogEntry[] = [];
    /** Newer than a known one only if another known one follows; after the last, they are older. */
    let next: LogEntry[] = [];
    let after: string | undefined;
    for (const limit of pageSizes) {
      const call = logCall(this.#subreddit, limit, after);
      const { data } = readAnswer(call, moderationLogSchema, await this.#requester.request(call));
      if (seen.size === 0 && data.children.length === 0)
        throw unexpectedAnswer(call, "the log is empty, though people are banned");
      let reachesBack = false;
      for (const child of data.children) {
        const entry = readAnswer(call, logEntrySchema, child.data, ["data", "children"]);
        seen.add(entry.id);
        entries.push(entry);
        next.push(entry);
        if (!known?.has(entry.id)) continue;
        reachesBack = true;
        news.push(...next.slice(0, -1));
        next = [];
      }
      if (reachesBack) {
        this.#known = seen;
        this.#seen = entries;
        return namesIn(news);
      }
      if (known === null || !data.after || data.after === after) break;
      after = data.after;
    }
    this.#known = seen;
    this.#seen = entries;
    return null;
  }

  /**
   * Holds the log as the last look showed it against bans that the list shows: a log that goes
   * back to before some of them and names none does not tell who is banned, and by that not who is
   * let go either. Both dates are Reddit's.
   *
   * @throws RedditError, `unexpected-answer` for such a log, and for one without dates
   */
  checkAgainst(bans: readonly BannedEntry[]): void {
    const dates = this.#seen.flatMap(({ created_utc: at }) => at?.getTime() ?? []);
    const oldest = Math.min(...dates);
    const later = bans.filter(({ date }) => date && date.getTime() > oldest);
    const named = new Set(
      this.#seen.flatMap(({ action, target_author: name }) =>
        action === "banuser" && name ? name.toLowerCase() : [],
      ),
    );
    const isTold = later.length === 0 || later.some(({ name }) => named.has(name.toLowerCase()));
    if (dates.length > 0 && isTold) return;
    throw this.oddity("the log does not tell of the bans that were given last");
  }

  /** The error for a log whose answers are well formed and make no sense. */
  oddity(why: string): RedditError {
    return unexpectedAnswer(logCall(this.#subreddit, pageSizes[0], undefined), why);
  }

  /** Whether the next look tells what happened since the last one. */
  get isMarked(): boolean {
    return this.#known !== null;
  }

  /** The next look is a first one again. */
  forget(): void {
    this.#known = null;
    this.#seen = [];
  }
}

/** In lower case; `null` where a ban or unban names nobody. */
function namesIn(entries: readonly LogEntry[]): ReadonlySet<string> | null {
  const isCertain = entries.every((entry) => entry.target_author || !banActions.has(entry.action));
  if (!isCertain) return null;
  return new Set(entries.flatMap((entry) => entry.target_author?.toLowerCase() ?? []));
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
