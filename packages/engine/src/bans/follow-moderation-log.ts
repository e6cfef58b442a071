import {
  type BanRegister,
  type Clock,
  type EventLog,
  isSameName,
  type LiftedAppeal,
  type LogPosition,
  type LogTrouble,
  type LogUpdate,
  type ModerationLogEntry,
  type NameKey,
  nameKey,
  RedditError,
  type RedditGateway,
} from "@appealmod/core";

/** As many as Reddit gives at once. */
const pageSize = 500;

/** A log that was not looked at for so long that these pages do not reach back has a gap. */
const mostPages = 10;

/** Entries that the next look must show again: one that comes late among them is still seen. */
const overlap = 20;

/** A ban is expected in the log this long after Reddit told of it. */
const graceMs = 5_000;

/** One that the log has not told of after this long is taken for lost. */
const lostAfterMs = 5 * 60_000;

/** A look that takes longer holds up those who wait for it more than asking for each would. */
const slowMs = 10_000;

/** After a look that came to nothing, nobody but the runner tries another for so long. */
const restMs = 30_000;

export interface ModerationLogFollower {
  /**
   * Looks at the log, unless that was done since a time, by whichever process.
   *
   * @returns how far it was followed; `null` where it cannot be read now
   * @throws RedditError `rate-limited` or `login-refused`, which concern every other request as well
   */
  look(since: Date): Promise<LogPosition | null>;
  /** As `look`, but where the log is in trouble it is left to the runner to look again. */
  lookIfWell(since: Date): Promise<LogPosition | null>;
}

export interface ModerationLogParts {
  readonly reddit: RedditGateway;
  readonly register: BanRegister;
  readonly clock: Clock;
  readonly events: EventLog;
  /** The communities that the account serves. */
  readonly subreddits: () => readonly string[];
  /** Open appeals whose ban was lifted. */
  readonly onLifted: (appeals: readonly LiftedAppeal[]) => Promise<void>;
  /** Communities in which somebody became a moderator, is one no more, or has other permissions. */
  readonly onModeratorsChanged: (subreddits: readonly string[]) => Promise<void>;
}

/** Follows the moderation log of all communities of an account, and keeps the register of bans by it. */
export function createModerationLogFollower(parts: ModerationLogParts): ModerationLogFollower {
  const { register, reddit, clock } = parts;
  let last: LogPosition | null = null;
  let running: Promise<LogPosition | null> | null = null;
  let restUntil = 0;

  async function lookNow(since: Date): Promise<LogPosition | null> {
    const account = await reddit.username();
    let before: LogPosition | null = null;
    let read: readonly ModerationLogEntry[] | null = null;
    const { position, lifted } = await register.look(account, async (known) => {
      before = known;
      if (known && known.readAt >= since) return null;
      const update = await observe(parts, known, account);
      read = update.entries;
      return update;
    });
    last = position;
    if (read === null) return position;
    recordTroubleChange(parts, before, position);
    if (lifted.length > 0) await parts.onLifted(lifted);
    const changed = communitiesOf(read, "moderators-changed");
    if (changed.length > 0) await parts.onModeratorsChanged(changed);
    return position;
  }

  async function look(since: Date): Promise<LogPosition | null> {
    while (running) await running.catch(() => {});
    if (last && last.readAt >= since) return last;
    running = lookNow(since);
    try {
      return await running;
    } catch (error) {
      if (!(error instanceof RedditError) || error.kind !== "unreachable") throw error;
      restUntil = clock.now().getTime() + restMs;
      return null;
    } finally {
      running = null;
    }
  }

  return {
    look,
    async lookIfWell(since) {
      if (clock.now().getTime() < restUntil) return null;
      last ??= await register.position(await reddit.username());
      return last?.trouble ? null : await look(since);
    },
  };
}

interface News {
  /** Oldest first. */
  readonly entries: readonly ModerationLogEntry[];
  readonly trouble: LogTrouble | null;
}

/** One look, and what it says of the log. */
async function observe(
  parts: ModerationLogParts,
  before: LogPosition | null,
  account: string,
): Promise<LogUpdate> {
  const { clock } = parts;
  const readAt = clock.now();
  const news = await readNews(parts, before);
  const tookMs = clock.now().getTime() - readAt.getTime();
  const served = new Set(parts.subreddits().map(nameKey));
  const isNew = ({ id }: ModerationLogEntry) => !before?.knownIds.includes(id);
  const isServed = ({ subreddit }: ModerationLogEntry) => served.has(nameKey(subreddit));
  const entries = news.entries.filter((entry) => isNew(entry) && isServed(entry));
  const oldest = news.entries[0]?.at ?? readAt;
  const coversFrom = before?.coversFrom ?? oldest;
  // What the log shows no more after a gap cannot be expected of it again.
  const former = news.trouble === gap ? [] : (before?.knownIds ?? []);
  const knownIds = [...news.entries.map(({ id }) => id).toReversed(), ...former];
  return {
    entries,
    readAt,
    expected: {
      subreddits: [...served],
      bannedAfter: coversFrom,
      askedAfter: new Date(readAt.getTime() - lostAfterMs),
      askedBefore: new Date(readAt.getTime() - graceMs),
    },
    position(isMissing) {
      const trouble = news.trouble ?? (isMissing ? lagging : tookMs > slowMs ? slow : null);
      // What was known before the log fell silent may have been overtaken by what it did not tell.
      const isInterrupted = [before?.trouble?.kind, trouble?.kind].some(
        (kind) => kind !== undefined && kind !== "slow",
      );
      const isFreshStart = before === null || isInterrupted;
      const since = (key: NameKey): Date => {
        if (isFreshStart || restarts(entries, key, account)) return readAt;
        return before.followedSince.get(key) ?? readAt;
      };
      return {
        knownIds: [...new Set(knownIds)].slice(0, overlap),
        readAt,
        coversFrom: isInterrupted && trouble?.kind !== "lag" ? readAt : coversFrom,
        followedSince: new Map([...served].map((key) => [key, since(key)])),
        trouble,
      };
    },
  };
}

const lagging: LogTrouble = {
  kind: "lag",
  reason: "it does not tell of bans that Reddit has told of otherwise",
};
const slow: LogTrouble = { kind: "slow", reason: "it takes long to answer" };
const gap: LogTrouble = { kind: "gap", reason: "it does not reach back to the last look" };

async function readNews(parts: ModerationLogParts, before: LogPosition | null): Promise<News> {
  try {
    return await readSince(parts.reddit, before);
  } catch (error) {
    if (!(error instanceof RedditError)) throw error;
    if (["unreachable", "rate-limited", "login-refused"].includes(error.kind)) throw error;
    return { entries: [], trouble: { kind: "refused", reason: error.message } };
  }
}

/** What is newer than the position, and some entries that are known: they prove that nothing is missing. */
async function readSince(reddit: RedditGateway, before: LogPosition | null): Promise<News> {
  const known = before?.knownIds ?? [];
  // Of a log with fewer entries all are read: none of them could be missing unnoticed.
  const anchor = known.length < overlap ? null : (known.at(-1) ?? null);
  const first = { before: anchor, after: null, limit: pageSize };
  const { entries } = await reddit.readModerationLog(first);
  if (before === null) return { entries: entries.toReversed(), trouble: null };
  if (entries.length < pageSize) {
    const shown = new Set(entries.map(({ id }) => id));
    const isWhole = known.every((id) => id === anchor || shown.has(id));
    return { entries: entries.toReversed(), trouble: isWhole ? null : gap };
  }
  // A full page may hold the newest or those next to the known one: read on from the newest.
  const read: ModerationLogEntry[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const older = await reddit.readModerationLog({ before: null, after, limit: pageSize });
    read.push(...older.entries);
    const reached = read.findLastIndex(({ id }) => known.includes(id));
    if (reached !== -1) return { entries: read.slice(0, reached + 1).toReversed(), trouble: null };
    if (older.after === null || older.after === after) break;
    after = older.after;
  }
  return { entries: read.toReversed(), trouble: known.length > 0 ? gap : null };
}

/** Whether a community's log cannot have been followed up to now: our account joined it, or a ban was unclear. */
function restarts(
  entries: readonly ModerationLogEntry[],
  subreddit: string,
  account: string,
): boolean {
  return entries.some(
    (entry) =>
      isSameName(entry.subreddit, subreddit) &&
      (entry.change.kind === "unclear-ban" ||
        (entry.change.kind === "moderators-changed" && isSameName(entry.moderator, account))),
  );
}

function communitiesOf(
  entries: readonly ModerationLogEntry[],
  kind: ModerationLogEntry["change"]["kind"],
): readonly string[] {
  return [
    ...new Set(entries.flatMap((entry) => (entry.change.kind === kind ? entry.subreddit : []))),
  ];
}

function recordTroubleChange(
  { events, clock }: ModerationLogParts,
  before: LogPosition | null,
  position: LogPosition | null,
): void {
  const [was, is] = [before?.trouble ?? null, position?.trouble ?? null];
  if (was?.kind === is?.kind) return;
  const at = clock.now();
  events.record(
    is
      ? {
          event: "ban-log-trouble",
          level: "warn",
          audience: "alert",
          message: `Reddit's moderation log cannot be relied on: ${is.reason}. Until it can, each redditor who appeals is looked up among the banned, and unbans are noticed later.`,
          details: { trouble: is.kind },
          at,
        }
      : {
          event: "ban-log-recovered",
          level: "info",
          audience: "alert",
          message: "Reddit's moderation log is relied on again.",
          at,
        },
  );
}
