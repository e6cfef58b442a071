import { type NameKey, nameKey, RedditError } from "@appealmod/core";
import type { ModerationLogParts } from "./follow-moderation-log.ts";

/** So many who wait and of whom nothing is known are worth reading the list of bans. */
const worthScanning = 20;

/** How often it is asked who waits, at most. */
const askEveryMs = 2_000;

/** After a scan that found nobody there is none in that community for as long as a window of Reddit's. */
const fruitlessMs = 10 * 60_000;

/** Names that a scan passed are not looked for again for so long. */
const forgetMs = 15 * 60_000;

/** Whatever a server does, a scan ends; no community's list was seen to be longer. */
const mostPages = 100;

/** Pages that may have named nobody before a scan is given up, by how many are looked for. */
const emptyPagesAllowed = (missing: number): number =>
  Math.min(missing, 20, 3 + Math.floor(missing / 20));

interface Community {
  running: Promise<boolean> | null;
  restUntil: number;
  passed: Set<NameKey>;
  passedAt: number;
}

/**
 * Where many wait of whose bans the register knows too little, reads the list of bans, a hundred
 * for a request, instead of asking about each.
 *
 * @returns a function that answers whether anything was recorded that may help
 */
export function createBanScan({
  reddit,
  register,
  clock,
  waitingIn,
}: Pick<ModerationLogParts, "reddit" | "register" | "clock"> & {
  readonly waitingIn: (subreddit: string) => Promise<readonly string[]>;
}): (subreddit: string) => Promise<boolean> {
  const communities = new Map<NameKey, Community>();

  return async (subreddit) => {
    const now = clock.now().getTime();
    const community = communityOf(subreddit, now);
    if (community.running) return await community.running;
    if (now < community.restUntil) return false;
    community.restUntil = now + askEveryMs;
    community.running = scan(subreddit, community).finally(() => {
      community.running = null;
    });
    return await community.running;
  };

  function communityOf(subreddit: string, now: number): Community {
    const key = nameKey(subreddit);
    const known = communities.get(key);
    if (known && now - known.passedAt < forgetMs) return known;
    const fresh = { running: known?.running ?? null, restUntil: 0, passed: new Set<NameKey>() };
    const community = { ...fresh, passedAt: now };
    communities.set(key, community);
    return community;
  }

  async function scan(subreddit: string, community: Community): Promise<boolean> {
    // Without an answer each is asked about alone, which is right as well.
    const waiting = await waitingIn(subreddit).catch(() => []);
    const names = waiting.map(nameKey);
    const missing = new Set(names.filter((name) => !community.passed.has(name)));
    if (missing.size < worthScanning) return false;
    const before = missing.size;
    try {
      await readPages(subreddit, community, missing);
    } catch (error) {
      if (!(error instanceof RedditError) || error.kind === "rate-limited") throw error;
      // Whoever asks about one of them alone is told what is wrong.
    }
    const isFruitless = missing.size === before;
    // After one that found some, more may be to be had at once: a backlog is gathered page by page.
    community.restUntil = isFruitless ? clock.now().getTime() + fruitlessMs : 0;
    return !isFruitless;
  }

  async function readPages(
    subreddit: string,
    { passed }: Community,
    missing: Set<NameKey>,
  ): Promise<void> {
    let emptyPagesLeft = emptyPagesAllowed(missing.size);
    let after: string | null = null;
    const seen = new Set<NameKey>();
    for (let page = 0; page < mostPages && emptyPagesLeft > 0; page++) {
      const at = clock.now();
      const answer = await reddit.listBans(subreddit, after);
      await register.record(subreddit, answer.bans, { source: "asked", at });
      const [missed, known] = [missing.size, seen.size];
      for (const { redditor } of answer.bans) {
        const name = nameKey(redditor.name);
        passed.add(name);
        seen.add(name);
        missing.delete(name);
      }
      // A page that names nobody new: the server ignores `after`, or goes in a circle.
      const isCircle = seen.size === known;
      if (answer.after === null || answer.after === after || isCircle) return;
      after = answer.after;
      emptyPagesLeft = Math.min(
        emptyPagesAllowed(missing.size),
        emptyPagesLeft - 1 + missed - missing.size,
      );
    }
  }
}
