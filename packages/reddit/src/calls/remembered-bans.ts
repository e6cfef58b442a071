import { RedditError } from "@appealmod/core";
import type { RedditGatewayEvent } from "../events.ts";
import type { Requester } from "../request/requester.ts";
import type { BannedEntry } from "../schemas/banned.ts";
import { pageOfBans } from "./list-bans.ts";
import { ModerationLogWatch } from "./log-watch.ts";

/** For how long a look at the log stands for the present; no longer than a job takes to act on one. */
const presentMs = 2_000;

/** Pages that may have named nobody before the list is followed no further, by how many are looked for. */
const patience = (missing: number): number => Math.min(missing, 20, 3 + Math.floor(missing / 20));

/** Whatever a server does, a walk over the list ends; no community's list was seen to be longer. */
const maxPages = 100;

/** Bans remembered in one community; past this only those of whoever waits. */
const mostRemembered = 10_000;

/** A log that was refused, or made no sense, is left alone for so long. */
const distrustMs = 5 * 60_000;

/** After so many looks in a row that did not reach back to the one before, a log makes no sense. */
const mostGaps = 2;

/** Bans that nobody has asked for in this time are forgotten. */
const idleMs = 15 * 60_000;

/**
 * Bans of a community in which many wait, from walks over its list. Each is believed
 * as long as the moderation log has told of nothing that was done to its redditor since
 * before the walk, and is given once: who asks again wants a newer word.
 *
 * Calls take their turns, so that no look at the log falls between a page and its remembering.
 */
export class RememberedBans {
  readonly #requester: Requester;
  readonly #subreddit: string;
  readonly #now: () => number;
  readonly #tell: (event: RedditGatewayEvent) => void;
  readonly #log: ModerationLogWatch;
  readonly #bans = new Map<string, BannedEntry>();
  #look = { askedAt: Number.NEGATIVE_INFINITY, until: Number.NEGATIVE_INFINITY };
  /** Where the last walk stopped; `null` for the beginning of the list. */
  #walkedTo: string | null = null;
  #distrustedUntil = 0;
  /** Looks in a row that did not reach back to the one before. */
  #gaps = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    requester: Requester,
    subreddit: string,
    now: () => number,
    tell: (event: RedditGatewayEvent) => void,
  ) {
    this.#requester = requester;
    this.#subreddit = subreddit;
    this.#now = now;
    this.#tell = tell;
    this.#log = new ModerationLogWatch(requester, subreddit);
  }

  has(username: string): boolean {
    return this.#bans.has(username.toLowerCase());
  }

  /**
   * Costs a look at the log at most, shared by all who ask within two seconds.
   *
   * @param asOf when the caller looked, in epoch milliseconds; an older look does not count
   * @returns `null` where nothing is known; that does not say that there is no ban
   */
  take(username: string, asOf: number): Promise<BannedEntry | null> {
    return this.#inTurn(async () => {
      const name = username.toLowerCase();
      if (!this.#bans.has(name)) return null;
      if (this.#look.askedAt < asOf || !this.#isPresent()) await this.#lookAtLog();
      const ban = this.#bans.get(name) ?? null;
      this.#bans.delete(name);
      return ban;
    });
  }

  /**
   * Walks over the list of bans, the newest first, as far as that pays: a page spares a request
   * for each whom it names, and no more than twenty are paid for in vain. A later walk goes on
   * where the last one stopped: those who come while a heap is gathered are the older ones.
   *
   * @param waiting names, in lower case, whose bans are wanted
   * @returns how many of them were found
   */
  walk(waiting: ReadonlySet<string>): Promise<number> {
    return this.#inTurn(async () => {
      const missing = new Set([...waiting].filter((name) => !this.#bans.has(name)));
      if (missing.size === 0 || this.#now() < this.#distrustedUntil) return 0;
      // Before the list: what happens from here on is told by the next look.
      const isMarked = this.#log.isMarked && this.#isPresent();
      if (!isMarked && !(await this.#lookAtLog())) return 0;
      try {
        const found = this.#walkedTo === null ? 0 : await this.#remember(missing);
        if (found > 0) return found;
        this.#walkedTo = null;
        return await this.#remember(missing);
      } catch (error) {
        if (!(error instanceof RedditError) || error.kind === "rate-limited") throw error;
        // Whoever asks for one of them alone is told what is wrong.
        return 0;
      }
    });
  }

  forget(): void {
    this.#bans.clear();
    this.#log.forget();
    this.#walkedTo = null;
  }

  /** Remembers bans from where the last walk stopped. @returns how many of the missing were named */
  async #remember(missing: Set<string>): Promise<number> {
    const before = missing.size;
    const seen = new Set<string>();
    let credit = patience(missing.size);
    for (let page = 0; page < maxPages && credit > 0; page++) {
      const { bans, after } = await pageOfBans(this.#requester, this.#subreddit, this.#walkedTo);
      if (this.#walkedTo === null && !this.#isToldOf(bans)) return 0;
      const seenBefore = seen.size;
      let named = 0;
      for (const entry of bans) {
        const name = entry.name.toLowerCase();
        seen.add(name);
        const isWanted = missing.delete(name);
        if (isWanted) named += 1;
        // Also those of others: a walk that looks for somebody in vain passes by whoever comes next.
        const hasRoom = isWanted || this.#bans.size < mostRemembered;
        if (hasRoom && isLasting(entry)) this.#bans.set(name, entry);
      }
      // A page that names nobody new: the server goes in a circle.
      this.#walkedTo = seen.size === seenBefore ? null : after;
      if (this.#walkedTo === null) break;
      credit = Math.min(patience(missing.size), credit - 1 + named);
    }
    return before - missing.size;
  }

  #isPresent(): boolean {
    return this.#now() < this.#look.until;
  }

  /** @returns whether the log could be read; if not, nothing is remembered any more */
  async #lookAtLog(): Promise<boolean> {
    const askedAt = this.#now();
    if (askedAt - this.#look.askedAt > idleMs) this.forget();
    try {
      const hadMark = this.#log.isMarked;
      const touched = await this.#log.look();
      this.#gaps = touched === null && hadMark ? this.#gaps + 1 : 0;
      if (touched === null) {
        this.#bans.clear();
        this.#walkedTo = null;
        if (this.#gaps === mostGaps)
          throw this.#log.oddity("the log did not reach back to the last look, twice in a row");
      } else for (const name of touched) this.#bans.delete(name);
      this.#look = { askedAt, until: this.#now() + presentMs };
      return true;
    } catch (error) {
      // Nothing was heard that would speak against what is remembered: a later look tells.
      if (error instanceof RedditError && error.kind === "rate-limited") throw error;
      this.forget();
      if (!(error instanceof RedditError)) throw error;
      return this.#distrust(error);
    }
  }

  #isToldOf(newest: readonly BannedEntry[]): boolean {
    try {
      this.#log.checkAgainst(newest);
      return true;
    } catch (error) {
      if (!(error instanceof RedditError)) throw error;
      return this.#distrust(error);
    }
  }

  /** Forgets all, and leaves the log alone for a while. @param error what is told of it */
  #distrust(error: RedditError): false {
    this.forget();
    this.#gaps = 0;
    this.#distrustedUntil = this.#now() + distrustMs;
    this.#tell({ event: "odd-answer", endpoint: error.endpoint, detail: error.message });
    return false;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    // The next one's turn comes however this one ended.
    this.#turn = mine.catch(() => {});
    return mine;
  }
}

/** One that ends within a day may end before it is asked for; one of unknown length, too. */
function isLasting({ days_left: daysLeft }: BannedEntry): boolean {
  return daysLeft === null || (daysLeft !== undefined && daysLeft >= 1);
}
