import { type ActiveBan, isSameEpisode, type Permanence, roundingMs } from "../appeal/ban.ts";
import type { Redditor } from "../appeal/conversation.ts";
import { assertNever } from "../assert-never.ts";
import type { ModerationLogEntry } from "../ports/reddit-gateway.ts";

/** Where a ban was first heard of. */
export const banSources = ["log", "asked", "conversation"] as const;
export type BanSource = (typeof banSources)[number];

/** One ban of one redditor in one community, as the register has it. */
export interface BanRecord {
  readonly subreddit: string;
  readonly redditor: Redditor;
  /** `null` for a ban that is only known to have been lifted. */
  readonly bannedAt: Date | null;
  /** By the moderation log; `null` where that has not told. */
  readonly bannedBy: string | null;
  readonly permanence: Permanence;
  readonly endsAt: Date | null;
  /** `null` while it is not known; Reddit is asked for it. */
  readonly note: string | null;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
  readonly source: BanSource;
  /** Whether the moderation log has told of it as well. */
  readonly isInLog: boolean;
  /** As of when this is what Reddit says, by our clock. */
  readonly checkedAt: Date;
}

/**
 * What an entry of the moderation log changes in a redditor's records. An entry that is read twice
 * changes nothing more.
 *
 * @param records of the redditor whom the entry is about
 * @param checkedAt when the log was asked for
 * @returns the records as they are afterwards, in no particular order
 */
export function evolveBans(
  records: readonly BanRecord[],
  entry: ModerationLogEntry,
  checkedAt: Date,
): readonly BanRecord[] {
  const { change } = entry;
  switch (change.kind) {
    case "banned":
      return banned(records, entry, change, checkedAt);
    case "unbanned":
      return unbanned(records, entry, change.redditor, checkedAt);
    case "moderators-changed":
    case "unclear-ban":
    case "other":
      return records;
    default:
      return assertNever(change);
  }
}

type Banned = Extract<ModerationLogEntry["change"], { kind: "banned" }>;

function banned(
  records: readonly BanRecord[],
  { at, subreddit, moderator }: ModerationLogEntry,
  { redditor, permanence, endsAt, note }: Banned,
  checkedAt: Date,
): readonly BanRecord[] {
  const known = records.find(({ bannedAt }) => bannedAt && isSameEpisode(bannedAt, at));
  // Set anew within the time by which dates differ: to be asked about, like any ban that was changed.
  const isOther = known?.isInLog && (known.permanence !== permanence || known.note !== note);
  if (known && !isOther) {
    const told = {
      ...known,
      bannedBy: known.bannedBy ?? moderator,
      note: known.note ?? note,
      isInLog: true,
      checkedAt: latest(known.checkedAt, checkedAt),
      // Lifted and set again within the time by which dates differ: the later entry counts.
      ...(known.liftedAt && known.liftedAt <= at ? { liftedAt: null, liftedBy: null } : {}),
    };
    return replaced(records, known, told);
  }
  const standing =
    known ??
    records.find(
      ({ bannedAt, liftedAt }) => liftedAt === null && bannedAt !== null && bannedAt < at,
    );
  // A ban that was changed: which of its old words still hold, only the list of bans tells.
  if (standing)
    return replaced(records, standing, {
      ...standing,
      permanence,
      endsAt,
      note: null,
      liftedAt: null,
      liftedBy: null,
      checkedAt,
    });
  const added: BanRecord = {
    subreddit,
    redditor,
    bannedAt: at,
    bannedBy: moderator,
    permanence,
    endsAt,
    note,
    liftedAt: null,
    liftedBy: null,
    source: "log",
    isInLog: true,
    checkedAt,
  };
  return [...records, added];
}

function unbanned(
  records: readonly BanRecord[],
  { at, subreddit, moderator }: ModerationLogEntry,
  redditor: Redditor,
  checkedAt: Date,
): readonly BanRecord[] {
  const isBefore = (record: BanRecord) =>
    record.bannedAt === null || record.bannedAt.getTime() <= at.getTime() + roundingMs;
  const [newest] = records.filter(isBefore).toSorted(newestFirst);
  const lift = { liftedAt: at, liftedBy: moderator, checkedAt };
  // One whose end was noticed before the log told of it learns when it was, and by whom.
  const isOpen = newest && (newest.liftedAt === null || newest.liftedBy === null);
  if (newest && isOpen)
    return replaced(records, newest, {
      ...newest,
      ...lift,
      checkedAt: latest(newest.checkedAt, checkedAt),
    });
  if (newest?.liftedAt && newest.liftedAt.getTime() >= at.getTime() - roundingMs) return records;
  const unknown = { bannedAt: null, bannedBy: null, permanence: "unknown", endsAt: null } as const;
  const source = { source: "log", isInLog: true } as const;
  return [...records, { subreddit, redditor, ...unknown, note: null, ...lift, ...source }];
}

/**
 * A redditor's records after Reddit was asked about this one. An answer that took long may be older
 * than what the log has told meanwhile.
 *
 * @param ban the ban in force; `null` for none
 * @param how.at when Reddit was asked
 */
export function recordedBan(
  records: readonly BanRecord[],
  about: { readonly subreddit: string; readonly redditor: Redditor },
  ban: ActiveBan | null,
  { source, at }: { readonly source: Exclude<BanSource, "log">; readonly at: Date },
): readonly BanRecord[] {
  const [newest] = records.toSorted(newestFirst);
  if (ban === null) {
    if (!newest || newest.liftedAt) return newest ? touched(records, newest, at) : records;
    if (newest.checkedAt > at) return doubted(records, newest);
    return replaced(records, newest, { ...newest, liftedAt: at, liftedBy: null, checkedAt: at });
  }
  const { bannedAt, permanence, endsAt, note } = ban;
  const known = records.find((one) =>
    bannedAt === null ? one === newest : one.bannedAt && isSameEpisode(one.bannedAt, bannedAt),
  );
  if (known && known.checkedAt > at) {
    const isSame = known.permanence === permanence && known.note === note;
    return isSame || known.liftedAt ? records : doubted(records, known);
  }
  const now = { permanence, endsAt, note, liftedAt: null, liftedBy: null, checkedAt: at };
  if (known) return replaced(records, known, { ...known, ...now });
  const added = { ...about, bannedAt, bannedBy: ban.bannedBy, ...now, source, isInLog: false };
  return [...records, added];
}

/** The record that says whether the redditor is banned now. */
export function newestRecord(records: readonly BanRecord[]): BanRecord | null {
  return records.toSorted(newestFirst)[0] ?? null;
}

function touched(records: readonly BanRecord[], record: BanRecord, at: Date): readonly BanRecord[] {
  return replaced(records, record, { ...record, checkedAt: latest(record.checkedAt, at) });
}

/** Without a note, a ban is asked about again. */
function doubted(records: readonly BanRecord[], record: BanRecord): readonly BanRecord[] {
  return replaced(records, record, { ...record, note: null });
}

function newestFirst(one: BanRecord, other: BanRecord): number {
  return timeOf(other) - timeOf(one);
}

function timeOf({ bannedAt, liftedAt }: BanRecord): number {
  return (bannedAt ?? liftedAt)?.getTime() ?? 0;
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function replaced(
  records: readonly BanRecord[],
  old: BanRecord,
  current: BanRecord,
): readonly BanRecord[] {
  return records.map((record) => (record === old ? current : record));
}
