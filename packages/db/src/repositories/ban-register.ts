import {
  type BanRecord,
  type BanRegister,
  evolveBans,
  isSameAccount,
  type LiftedAppeal,
  type LogPosition,
  type LogUpdate,
  type ModerationLogEntry,
  type NameKey,
  nameKey,
  type Redditor,
  recordedBan,
  UnreadableRowError,
} from "@appealmod/core";
import { and, eq, getTableColumns, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { inTransaction } from "../in-transaction.ts";
import type { Database, Orm } from "../open-database.ts";
import { redditorKeys } from "../redditor-key.ts";
import { appeals, bans, moderationLogPositions } from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";
import type { OnUnreadable } from "./unreadable-row.ts";

/**
 * The register of bans on Postgres.
 *
 * @param onUnreadable is told of a position in the log that cannot be read, when a look begins that
 *   writes a new one over it: the log is then followed as if for the first time
 */
export function createBanRegister(database: Database, onUnreadable: OnUnreadable): BanRegister {
  const { orm } = database;
  return {
    recordsOf: (subreddit, redditor) => storedBans(orm, subreddit, [redditor]),

    async record(subreddit, answers, how) {
      await inTransaction(database, (tx) =>
        changeBans(tx, subreddit, answers, (records, { redditor, ban }) =>
          recordedBan(records, { subreddit, redditor }, ban, how),
        ),
      );
    },

    async position(account) {
      const [row] = await orm
        .select(positionColumns)
        .from(moderationLogPositions)
        .where(eq(moderationLogPositions.accountKey, nameKey(account)));
      return row ? readablePosition(row, () => {}) : null;
    },

    async look(account, work) {
      const accountKey = nameKey(account);
      await orm.insert(moderationLogPositions).values({ accountKey }).onConflictDoNothing();
      return await inTransaction(database, async (tx) => {
        // Whoever comes at the same time waits here, and finds the look done.
        const [row] = await tx
          .select(positionColumns)
          .from(moderationLogPositions)
          .where(eq(moderationLogPositions.accountKey, accountKey))
          .for("update");
        const before = row ? readablePosition(row, onUnreadable) : null;
        const update = await work(before);
        if (update === null) return { position: before, lifted: [] };
        await applyEntries(tx, update);
        const position = update.position(await isMissing(tx, update));
        await savePosition(tx, accountKey, position);
        return { position, lifted: await bringForward(tx, update) };
      });
    },
  };
}

/** What the register has of one redditor in one community, within a transaction. */
export async function bansOf(
  orm: Orm,
  subreddit: string,
  redditor: Redditor,
): Promise<readonly BanRecord[]> {
  return storedBans(orm, subreddit, [redditor]);
}

/** A record that has a row carries its id along, whatever changes in it. */
type StoredBan = BanRecord & { readonly id?: string };

async function storedBans(
  orm: Orm,
  subreddit: string,
  redditors: readonly Redditor[],
): Promise<readonly StoredBan[]> {
  const ids = redditors.flatMap(({ id }) => id ?? []);
  const names = redditors.map(({ name }) => nameKey(name));
  const namesWithoutId = redditors.flatMap(({ id, name }) => (id === null ? nameKey(name) : []));
  const rows = await orm
    .select()
    .from(bans)
    .where(
      and(
        eq(bans.subredditKey, nameKey(subreddit)),
        or(
          inArray(bans.redditorId, ids),
          and(isNull(bans.redditorId), inArray(bans.usernameKey, names)),
          inArray(bans.usernameKey, namesWithoutId),
        ),
      ),
    );
  return rows.map(({ subredditKey, redditorId, username, usernameKey, ...rest }) => ({
    ...rest,
    redditor: { id: redditorId, name: username },
  }));
}

async function saveBans(
  orm: Orm,
  records: readonly StoredBan[],
  unchanged: ReadonlySet<StoredBan>,
): Promise<void> {
  const rows = records
    .filter((record) => !unchanged.has(record))
    .map(({ redditor, ...record }) => ({
      ...record,
      subredditKey: nameKey(record.subreddit),
      redditorId: redditor.id,
      username: redditor.name,
      usernameKey: nameKey(redditor.name),
    }));
  const known = rows.filter(({ id }) => id !== undefined);
  const added = rows.filter(({ id }) => id === undefined);
  if (added.length > 0) await orm.insert(bans).values(added);
  if (known.length === 0) return;
  const excluded = (column: string) => sql.raw(`excluded.${column}`);
  await orm
    .insert(bans)
    .values(known)
    .onConflictDoUpdate({
      target: bans.id,
      set: {
        redditorId: excluded("redditor_id"),
        username: excluded("username"),
        usernameKey: excluded("username_key"),
        bannedAt: excluded("banned_at"),
        bannedBy: excluded("banned_by"),
        permanence: excluded("permanence"),
        endsAt: excluded("ends_at"),
        note: excluded("note"),
        liftedAt: excluded("lifted_at"),
        liftedBy: excluded("lifted_by"),
        isInLog: excluded("is_in_log"),
        checkedAt: excluded("checked_at"),
      },
    });
}

/** Changes the records of some redditors of a community, by one piece of news after the other. */
async function changeBans<News extends { readonly redditor: Redditor }>(
  orm: Orm,
  subreddit: string,
  news: readonly News[],
  change: (records: readonly BanRecord[], one: News) => readonly BanRecord[],
): Promise<void> {
  if (news.length === 0) return;
  // Two who record the same redditor's ban at once write one row, not two.
  const key = `bans in ${nameKey(subreddit)}`;
  await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  const redditors = news.map(({ redditor }) => redditor);
  const stored = await storedBans(orm, subreddit, redditors);
  let records: readonly BanRecord[] = stored;
  for (const one of news) {
    const isTheirs = (record: BanRecord) => isSameAccount(record.redditor, one.redditor);
    const others = records.filter((record) => !isTheirs(record));
    records = [...others, ...change(records.filter(isTheirs), one)];
  }
  await saveBans(orm, records, new Set(stored));
}

async function applyEntries(orm: Orm, { entries, readAt }: LogUpdate): Promise<void> {
  const bySubreddit = Map.groupBy(entries.filter(isAboutBan), subredditOf);
  // In one order, so that looks of two accounts never wait for each other in a circle.
  for (const [subreddit, ours] of [...bySubreddit].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const news = ours.map((entry) => ({ redditor: entry.change.redditor, entry }));
    await changeBans(orm, subreddit, news, (records, { entry }) =>
      evolveBans(records, entry, readAt),
    );
  }
}

type BanEntry = ModerationLogEntry & {
  readonly change: Extract<ModerationLogEntry["change"], { readonly redditor: Redditor }>;
};

function isAboutBan(entry: ModerationLogEntry): entry is BanEntry {
  return entry.change.kind === "banned" || entry.change.kind === "unbanned";
}

function subredditOf({ subreddit }: ModerationLogEntry): NameKey {
  return nameKey(subreddit);
}

async function isMissing(orm: Orm, { expected }: LogUpdate): Promise<boolean> {
  const { subreddits, bannedAfter, askedAfter, askedBefore } = expected;
  const [row] = await orm
    .select({ id: bans.id })
    .from(bans)
    .where(
      and(
        sql`${bans.source} = 'asked' and not ${bans.isInLog} and ${bans.liftedAt} is null`,
        sql`${bans.bannedAt} > ${bannedAfter} and ${bans.checkedAt} > ${askedAfter} and ${bans.checkedAt} < ${askedBefore}`,
        inArray(bans.subredditKey, subreddits.map(nameKey)),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Makes open appeals due whose ban was lifted: whoever hands them on may end before having done so. */
async function bringForward(
  orm: Orm,
  { entries, readAt }: LogUpdate,
): Promise<readonly LiftedAppeal[]> {
  const lifts = entries.filter(isAboutBan).filter(({ change }) => change.kind === "unbanned");
  if (lifts.length === 0) return [];
  const keys = lifts.flatMap(({ change }) => redditorKeys(change.redditor));
  const names = lifts.map(({ change }) => nameKey(change.redditor.name));
  const found = await orm
    .select()
    .from(appeals)
    .where(
      and(
        ne(appeals.state, "closed"),
        inArray(appeals.subredditKey, lifts.map(subredditOf)),
        or(inArray(appeals.redditorKey, keys), inArray(appeals.usernameKey, names)),
      ),
    );
  const lifted = found.filter((appeal) =>
    lifts.some(
      ({ subreddit, change }) =>
        appeal.subredditKey === nameKey(subreddit) &&
        isSameAccount({ id: appeal.redditorId, name: appeal.username }, change.redditor),
    ),
  );
  if (lifted.length === 0) return [];
  const ids = lifted.map(({ id }) => id);
  await orm.update(appeals).set({ nextCheckAt: readAt }).where(inArray(appeals.id, ids));
  return lifted.map(({ id, subreddit, username, conversationId }) => ({
    appealId: id,
    subreddit,
    username,
    conversationId,
  }));
}

const positionColumns = {
  ...getTableColumns(moderationLogPositions),
  followedSince: unparsed(moderationLogPositions.followedSince),
};

type PositionRow = Omit<typeof moderationLogPositions.$inferSelect, "followedSince"> & {
  readonly followedSince: unknown;
};

/** One that cannot be read counts as none: the log can be followed anew, and nobody waits for that. */
function readablePosition(row: PositionRow, onUnreadable: OnUnreadable): LogPosition | null {
  try {
    return positionFrom(row);
  } catch (error) {
    if (!(error instanceof UnreadableRowError)) throw error;
    onUnreadable(error);
    return null;
  }
}

function positionFrom(row: PositionRow): LogPosition | null {
  const { accountKey, readAt, knownIds, coversFrom, troubleKind, troubleReason } = row;
  if (readAt === null) return null;
  const column = moderationLogPositions.followedSince;
  const followed = Object.entries(parsedColumn(column, row.followedSince, accountKey)).map(
    ([subreddit, since]) => [nameKey(subreddit), since] as const,
  );
  const trouble = troubleKind && { kind: troubleKind, reason: troubleReason ?? "" };
  return { knownIds, readAt, coversFrom, followedSince: new Map(followed), trouble };
}

async function savePosition(orm: Orm, accountKey: NameKey, position: LogPosition): Promise<void> {
  const { knownIds, readAt, coversFrom, trouble } = position;
  await orm
    .update(moderationLogPositions)
    .set({
      knownIds: [...knownIds],
      readAt,
      coversFrom,
      followedSince: Object.fromEntries(position.followedSince),
      troubleKind: trouble?.kind ?? null,
      troubleReason: trouble?.reason ?? null,
    })
    .where(eq(moderationLogPositions.accountKey, accountKey));
}
