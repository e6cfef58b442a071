import { beforeEach, describe, expect, it } from "vitest";
import type { ActiveBan } from "../appeal/ban.ts";
import type { Redditor } from "../appeal/conversation.ts";
import { newestRecord } from "../bans/ban-record.ts";
import { nameKey } from "../names.ts";
import type {
  BanRegister,
  LogPosition,
  LogUpdate,
  ModerationChange,
  ModerationLogEntry,
} from "../ports.ts";
import { aBan, cast, minutesAfter, noon } from "./builders.ts";

/** A register under test, beside appeals that an unban may end. */
export interface RegisterUnderTest {
  readonly register: BanRegister;
  openAppeal(redditor: Redditor): Promise<{ readonly appealId: string }>;
}

const muddy = { id: "t2_muddy", name: cast.appellant };
const other = { id: "t2_other", name: "campfire_kit" };
const account = cast.bot;

/** What every register of bans keeps to, in memory and in Postgres. */
export function describeBanRegister(name: string, open: () => Promise<RegisterUnderTest>): void {
  describe(`${name} keeps the contract of a ban register`, () => {
    let register: BanRegister;
    let openAppeal: RegisterUnderTest["openAppeal"];
    beforeEach(async () => {
      ({ register, openAppeal } = await open());
    });

    const newest = async (redditor: Redditor = muddy) =>
      newestRecord(await register.recordsOf(cast.subreddit, redditor));
    const asked = (ban: ActiveBan | null, at = noon, redditor: Redditor = muddy) =>
      register.record(cast.subreddit, [{ redditor, ban }], { source: "asked", at });
    const look = (entries: readonly ModerationLogEntry[], changes: Partial<LogUpdate> = {}) =>
      register.look(account, async () => update(entries, changes));

    it("knows nothing of whom it has not heard", async () => {
      expect(await register.recordsOf(cast.subreddit, muddy)).toEqual([]);
      expect(await register.position(account)).toBeNull();
    });

    it("keeps what Reddit answered, and finds it by account id whatever the name", async () => {
      await asked(aBan({ note: "Rule 2" }));
      expect(await newest({ ...muddy, name: "renamed_boots" })).toMatchObject({
        bannedAt: aBan().bannedAt,
        note: "Rule 2",
        liftedAt: null,
        source: "asked",
        isInLog: false,
        checkedAt: noon,
      });
      expect(await newest({ id: null, name: cast.appellant.toUpperCase() })).not.toBeNull();
      expect(await register.recordsOf("SomewhereElse", muddy)).toEqual([]);
    });

    it("keeps one row for a ban that two heard of at once", async () => {
      await Promise.all([asked(aBan()), asked(aBan()), look([banned(noonBan)])]);
      expect(await register.recordsOf(cast.subreddit, muddy)).toHaveLength(1);
    });

    it("learns from the log who set a ban, when it was lifted and by whom", async () => {
      await asked(aBan({ note: "Rule 2" }));
      await look([banned(noonBan, { note: null }), unbanned(minutesAfter(noon, 1))]);
      expect(await newest()).toMatchObject({
        bannedBy: cast.moderator,
        note: "Rule 2",
        isInLog: true,
        liftedAt: minutesAfter(noon, 1),
        liftedBy: cast.moderator,
      });
    });

    it("tells a lift and a new ban apart from the ban before", async () => {
      const entries = [banned(noonBan), unbanned(noon), banned(minutesAfter(noon, 1))];
      await look(entries);
      await look(entries);
      const records = await register.recordsOf(cast.subreddit, muddy);
      expect(records).toHaveLength(2);
      expect(newestRecord(records)).toMatchObject({ liftedAt: null });
    });

    it("takes a ban that is dated two seconds later for another one", async () => {
      const secondsLater = (seconds: number) => new Date(noonBan.getTime() + seconds * 1000);
      await asked(aBan({ bannedAt: noonBan }));
      await look([banned(secondsLater(1))]);
      expect(await register.recordsOf(cast.subreddit, muddy)).toHaveLength(1);
      await asked(aBan({ bannedAt: secondsLater(2) }), minutesAfter(noon, 1));
      expect(await newest()).toMatchObject({ bannedAt: secondsLater(2), liftedAt: null });
    });

    it("does not know the note of a ban that was changed", async () => {
      await look([banned(noonBan)]);
      await look([banned(noon, { permanence: "temporary" })]);
      const records = await register.recordsOf(cast.subreddit, muddy);
      expect(records).toMatchObject([{ bannedAt: noonBan, permanence: "temporary", note: null }]);
    });

    it("ends a ban that Reddit knows no more, and learns from the log by whom", async () => {
      await asked(aBan());
      await asked(null, minutesAfter(noon, 5));
      expect(await newest()).toMatchObject({ liftedAt: minutesAfter(noon, 5), liftedBy: null });
      await look([unbanned(minutesAfter(noon, 4))]);
      expect(await newest()).toMatchObject({
        liftedAt: minutesAfter(noon, 4),
        liftedBy: cast.moderator,
      });
      expect(await register.recordsOf(cast.subreddit, muddy)).toHaveLength(1);
    });

    it("believes no answer over what the log has told since Reddit was asked", async () => {
      const [before, after] = [minutesAfter(noon, 1), minutesAfter(noon, 2)];
      await look([banned(noonBan)]);
      await look([banned(before, { permanence: "temporary" })], { readAt: after });
      await asked(aBan({ note: "Rule 2" }), before);
      expect(await newest()).toMatchObject({ permanence: "temporary", note: null });
      await asked(null, before);
      expect(await newest()).toMatchObject({ liftedAt: null, note: null });
      await asked(aBan({ permanence: "temporary", note: "Rule 2" }), after);
      expect(await newest()).toMatchObject({ permanence: "temporary", note: "Rule 2" });

      await look([unbanned(after)], { readAt: minutesAfter(noon, 3) });
      await asked(aBan({ note: "Rule 2" }), after);
      expect(await newest()).toMatchObject({ liftedAt: after });
    });

    it("asks again about a ban that an older answer does not know", async () => {
      await look([banned(noonBan)], { readAt: minutesAfter(noon, 1) });
      await asked(null, noon);
      expect(await newest()).toMatchObject({ liftedAt: null, note: null });
    });

    it("keeps the unban of a ban that it never heard of", async () => {
      await look([unbanned(noon)]);
      expect(await newest()).toMatchObject({ bannedAt: null, liftedAt: noon });
    });

    it("keeps the position in the log", async () => {
      const { position } = await look([]);
      expect(await register.position(account)).toEqual(position);
      expect(position).toEqual(positionAt(noon));
      expect(await register.position("somebody_else")).toBeNull();
    });

    it("gives the look to one at a time, each with what the one before left", async () => {
      const seen: (LogPosition | null)[] = [];
      await Promise.all(
        [1, 2, 3].map((minute) =>
          register.look(account, async (before) => {
            seen.push(before);
            await new Promise((resolve) => setTimeout(resolve, 5));
            return update([], { readAt: minutesAfter(noon, minute) });
          }),
        ),
      );
      expect(seen[0]).toBeNull();
      const times = seen.map((before) => before?.readAt.getTime() ?? 0);
      expect(times).toHaveLength(new Set(times).size);
      const { position, lifted } = await register.look(account, async () => null);
      expect(position).toEqual(await register.position(account));
      expect(lifted).toEqual([]);
    });

    it("stores nothing of a look that failed, and lets the next one look", async () => {
      const failed = register.look(account, async () => {
        throw new Error("Reddit is away");
      });
      await expect(failed).rejects.toThrow("Reddit is away");
      expect(await register.position(account)).toBeNull();
      await look([banned(noonBan)]);
      expect(await newest()).not.toBeNull();
    });

    it("names the open appeals whose ban was lifted", async () => {
      const { appealId } = await openAppeal(muddy);
      await openAppeal(other);
      expect((await look([banned(noonBan)])).lifted).toEqual([]);
      const { lifted } = await look([unbanned(noon)]);
      expect(lifted).toMatchObject([
        { appealId, subreddit: cast.subreddit, username: muddy.name, conversationId: "c1" },
      ]);
      const elsewhere = { ...unbanned(noon), id: "elsewhere", subreddit: "SomewhereElse" };
      expect((await look([elsewhere])).lifted).toEqual([]);
    });

    it("says whether the log lacks a ban that Reddit has told of", async () => {
      let missing: boolean | null = null;
      const expecting = async (entries: readonly ModerationLogEntry[]) => {
        await look(entries, {
          readAt: minutesAfter(noon, 1),
          position: (isMissing) => {
            missing = isMissing;
            return positionAt(noon);
          },
        });
        return missing;
      };
      expect(await expecting([])).toBe(false);
      await asked(aBan({ bannedAt: minutesAfter(noon, -1) }));
      expect(await expecting([])).toBe(true);
      expect(await expecting([banned(minutesAfter(noon, -1))])).toBe(false);
      // One from before what the log was followed for proves nothing.
      await asked(aBan({ bannedAt: minutesAfter(noon, -600) }), noon, other);
      expect(await expecting([])).toBe(false);
    });
  });
}

const noonBan = minutesAfter(noon, -60);
let entries = 0;

function entryOf(at: Date, change: ModerationChange): ModerationLogEntry {
  entries += 1;
  const { subreddit, moderator } = cast;
  return { id: `ModAction_${entries}`, at, subreddit, moderator, change };
}

function banned(
  at: Date,
  overrides: Partial<Extract<ModerationChange, { kind: "banned" }>> = {},
): ModerationLogEntry {
  const length = { permanence: "permanent", endsAt: null } as const;
  return entryOf(at, { kind: "banned", redditor: muddy, ...length, note: "Rule 2", ...overrides });
}

function unbanned(at: Date): ModerationLogEntry {
  return entryOf(at, { kind: "unbanned", redditor: muddy });
}

function positionAt(readAt: Date): LogPosition {
  return {
    knownIds: ["ModAction_2", "ModAction_1"],
    readAt,
    coversFrom: minutesAfter(noon, -120),
    followedSince: new Map([[nameKey(cast.subreddit), noon]]),
    trouble: { kind: "gap", reason: "it does not reach back" },
  };
}

function update(news: readonly ModerationLogEntry[], changes: Partial<LogUpdate> = {}): LogUpdate {
  const readAt = changes.readAt ?? noon;
  return {
    entries: news,
    readAt,
    expected: {
      subreddits: [cast.subreddit],
      bannedAfter: minutesAfter(noon, -120),
      askedAfter: minutesAfter(noon, -5),
      askedBefore: minutesAfter(noon, 1),
    },
    position: () => positionAt(readAt),
    ...changes,
  };
}
