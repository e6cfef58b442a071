import {
  type ActiveBan,
  type Ban,
  type BanLift,
  type BanRecord,
  type BanRegister,
  isSameEpisode,
  type LogPosition,
  nameKey,
  newestRecord,
  notBanned,
  RedditError,
  type RedditGateway,
  type Redditor,
} from "@appealmod/core";
import type { ModerationLogFollower, ModerationLogParts } from "./follow-moderation-log.ts";
import { createBanScan } from "./scan-bans.ts";

/** A look at the log stands for the present this long; no longer than a job takes to act on it. */
const presentMs = 3_000;

/** A temporary ban that ends sooner is asked about: no log tells of its end. */
const nearEndMs = 24 * 60 * 60 * 1000;

/** What the engine asks about bans. */
export interface BanLookup {
  /**
   * The ban in force with its date and note.
   *
   * @param seen what the conversation showed of the ban, and when it did: an older word of the
   *   register does not count, and a contradicting one is put right
   * @param seen.noticeAt when the conversation began with a ban notice: a ban that is older than its
   *   notice was followed by another, of which the log has not told yet
   */
  findBan(
    subreddit: string,
    redditor: Redditor,
    seen: { readonly at: Date; readonly ban: Ban | null; readonly noticeAt?: Date | null },
  ): Promise<Ban>;
  /** The ban in force at this moment, by asking Reddit whatever the register says. */
  askBan(subreddit: string, redditor: Redditor): Promise<Ban>;
  /** Notes that our own account has lifted a ban, before the log tells of it. */
  noteLifted(subreddit: string, redditor: Redditor): Promise<void>;
  /**
   * How the ban ended that an appeal is about; `null` where nothing tells when and by whom.
   *
   * @param seenAt when it was seen to be over
   */
  findLift(appeal: ContestedBan, seenAt: Date): Promise<BanLift | null>;
  /** Whether the register has heard that an appeal's ban was lifted or followed by another. */
  hasEnded(appeal: ContestedBan): Promise<boolean>;
}

export interface ContestedBan {
  readonly subreddit: string;
  readonly redditor: Redditor;
  readonly bannedAt: Date | null;
}

export function createBanLookup(
  parts: Pick<ModerationLogParts, "reddit" | "register" | "clock" | "events"> & {
    readonly follower: ModerationLogFollower;
    /** Names of redditors whose conversations in a community wait to be looked at, or are. */
    readonly waitingIn: (subreddit: string) => Promise<readonly string[]>;
  },
): BanLookup {
  const { register, reddit, clock, events, follower } = parts;
  const scan = createBanScan(parts);

  /** What the register is sure of; `null` where Reddit has to be asked. */
  async function believed(
    subreddit: string,
    redditor: Redditor,
    position: LogPosition | null,
  ): Promise<BanRecord | null> {
    const followedSince = position?.followedSince.get(nameKey(subreddit));
    // A log that has never shown an entry may be none.
    if (!followedSince || position?.trouble || position?.knownIds.length === 0) return null;
    const record = newestRecord(await register.recordsOf(subreddit, redditor));
    return record && record.checkedAt >= followedSince && isCertain(record, clock.now())
      ? record
      : null;
  }

  async function ask(subreddit: string, redditor: Redditor): Promise<Ban> {
    const at = clock.now();
    const ban = await reddit.findBan(subreddit, redditor.name);
    await register.record(subreddit, [{ redditor, ban }], { source: "asked", at });
    if (ban === null) return notBanned;
    const record = newestRecord(await register.recordsOf(subreddit, redditor));
    return record?.bannedAt
      ? { ...ban, bannedAt: record.bannedAt, bannedBy: record.bannedBy }
      : ban;
  }

  function recordCorrection(subreddit: string, { name }: Redditor, found: string): void {
    events.record({
      event: "ban-register-corrected",
      level: "warn",
      audience: "detail",
      message: `The moderation log has not told that u/${name} is ${found} in r/${subreddit}; the register of bans was put right.`,
      subreddit,
      username: name,
      at: clock.now(),
    });
  }

  return {
    async findBan(subreddit, redditor, { at: seenAt, ban: shown, noticeAt = null }) {
      const recently = clock.now().getTime() - presentMs;
      const position = await follower.lookIfWell(new Date(Math.max(seenAt.getTime(), recently)));
      let record = await believed(subreddit, redditor, position);
      if (!record && (await scan(subreddit)))
        record = await believed(subreddit, redditor, position);
      if (record?.liftedAt === null && !isOutdated(record, shown, noticeAt)) return banOf(record);
      if (record && !shown?.isBanned) return notBanned;
      const answer = await ask(subreddit, redditor);
      if (record && answer.isBanned) recordCorrection(subreddit, redditor, standingOf(answer));
      return answer;
    },

    askBan: ask,

    async noteLifted(subreddit, redditor) {
      const how = { source: "asked", at: clock.now() } as const;
      await register.record(subreddit, [{ redditor, ban: null }], how);
    },

    async findLift(appeal, seenAt) {
      const { subreddit, redditor } = appeal;
      const known = liftOf(await register.recordsOf(subreddit, redditor), appeal);
      if (known) return known;
      // That the log cannot be read now holds up nothing: the end is known, only not by whom.
      const position = await follower.lookIfWell(seenAt).catch(insteadOfLook);
      const records = await register.recordsOf(subreddit, redditor);
      const lift = liftOf(records, appeal);
      if (lift) return lift;
      const newest = newestRecord(records);
      const isContested = newest && isSameEpisode(newest.bannedAt, appeal.bannedAt);
      if (!newest || newest.liftedAt || !isContested) return null;
      const how = { source: "conversation", at: clock.now() } as const;
      await register.record(subreddit, [{ redditor, ban: null }], how);
      const isOver = newest.endsAt !== null && newest.endsAt <= seenAt;
      if (position && !position.trouble && !isOver)
        recordCorrection(subreddit, redditor, "no longer banned");
      return null;
    },

    hasEnded: (appeal) => hasEnded(register, appeal),
  };
}

/** Asks Reddit about each ban, and keeps nothing of its answers. */
export function readOnlyBanLookup({
  reddit,
  register,
}: {
  readonly reddit: Pick<RedditGateway, "findBan">;
  readonly register: Pick<BanRegister, "recordsOf">;
}): BanLookup {
  const askBan: BanLookup["askBan"] = async (subreddit, { name }) =>
    (await reddit.findBan(subreddit, name)) ?? notBanned;
  return {
    findBan: askBan,
    askBan,
    noteLifted: async () => {},
    findLift: async (appeal) =>
      liftOf(await register.recordsOf(appeal.subreddit, appeal.redditor), appeal),
    hasEnded: (appeal) => hasEnded(register, appeal),
  };
}

async function hasEnded(
  register: Pick<BanRegister, "recordsOf">,
  { subreddit, redditor, bannedAt }: ContestedBan,
): Promise<boolean> {
  const newest = newestRecord(await register.recordsOf(subreddit, redditor));
  return newest !== null && (newest.liftedAt !== null || !isSameEpisode(newest.bannedAt, bannedAt));
}

/** A ban and its notice are dated within this of each other. */
const noticeMs = 2_000;

/** Whether a ban is older than a notice, which then tells of another one. */
export function precedesNotice(bannedAt: Date | null, noticeAt: Date | null): boolean {
  return (
    bannedAt !== null && noticeAt !== null && noticeAt.getTime() - bannedAt.getTime() > noticeMs
  );
}

/** Whether a conversation shows that its ban was changed, or followed by another, since it was recorded. */
function isOutdated(record: BanRecord, shown: Ban | null, noticeAt: Date | null): boolean {
  if (precedesNotice(record.bannedAt, noticeAt)) return true;
  if (!shown?.isBanned || shown.permanence === "unknown") return false;
  return record.permanence !== shown.permanence;
}

function standingOf({ permanence }: ActiveBan): string {
  return permanence === "temporary" ? "banned for a time" : "banned";
}

function insteadOfLook(error: unknown): null {
  if (error instanceof RedditError) return null;
  throw error;
}

function isCertain(
  { liftedAt, permanence, bannedAt, endsAt, note }: BanRecord,
  now: Date,
): boolean {
  if (liftedAt !== null) return true;
  if (note === null || bannedAt === null || permanence === "unknown") return false;
  if (permanence === "permanent") return true;
  return endsAt !== null && endsAt.getTime() - now.getTime() > nearEndMs;
}

function banOf({ bannedAt, bannedBy, permanence, endsAt, note }: BanRecord): Ban {
  return { isBanned: true, permanence, bannedAt, bannedBy, endsAt, note: note ?? "" };
}

/** The lift of a contested ban of which the log has told, the latest one. */
function liftOf(records: readonly BanRecord[], { bannedAt }: ContestedBan): BanLift | null {
  const lifts = records.flatMap((record) => {
    const { liftedAt, liftedBy } = record;
    if (liftedAt === null || liftedBy === null) return [];
    const isLater = bannedAt === null || liftedAt >= bannedAt;
    return isLater && isSameEpisode(record.bannedAt, bannedAt)
      ? { at: liftedAt, by: liftedBy }
      : [];
  });
  return lifts.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0] ?? null;
}
