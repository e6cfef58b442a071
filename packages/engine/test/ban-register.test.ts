import {
  type ModerationLogEntry,
  type ModerationLogPage,
  newestRecord,
  type RedditGateway,
} from "@appealmod/core";
import { cast, MemoryReddit } from "@appealmod/core/testing";
import { describe, expect, it } from "vitest";
import { aBannedRedditorWrites, openStage, redditFails, type Stage } from "./stage.ts";

const redditor = { id: null, name: cast.appellant };
const interval = 30_000;

/** A look by the clock, as the runner takes it. */
async function lookLater(stage: Stage) {
  stage.clock.advance(interval);
  return stage.log.look(stage.clock.now());
}

const find = ({ ports, clock }: Stage, name: string = cast.appellant) =>
  ports.bans.findBan(cast.subreddit, { id: null, name }, { at: clock.now(), ban: null });

describe("the moderation log", () => {
  it("answers for a ban that it told of, without a request for the redditor", async () => {
    const stage = openStage();
    stage.reddit.ban({ note: "Rule 2", moderator: "saferbot" });
    expect(await find(stage)).toMatchObject({ note: "Rule 2", bannedBy: "saferbot" });
    stage.clock.advance(60_000);
    stage.reddit.liftBan();
    expect(await find(stage)).toEqual({ isBanned: false });
    expect(stage.reddit.requests()).toEqual({ readModerationLog: 2 });
  });

  it("is read once for all who ask within moments", async () => {
    const stage = openStage();
    for (const name of ["a_hiker", "b_hiker", "c_hiker"]) stage.reddit.ban({ username: name });
    await Promise.all(["a_hiker", "b_hiker", "c_hiker"].map((name) => find(stage, name)));
    expect(stage.reddit.requests()).toEqual({ readModerationLog: 1 });
  });

  it("does not know of a ban from before it was followed, nor of its end", async () => {
    const stage = openStage();
    stage.reddit.ban();
    stage.reddit.loseLogEntry();
    stage.reddit.ban({ username: "somebody_else" });
    expect((await find(stage)).isBanned).toBe(true);
    expect(stage.reddit.calls("findBan")).toBe(1);
    // What Reddit answered is a row that the log keeps true from then on.
    stage.clock.advance(60_000);
    expect((await find(stage)).isBanned).toBe(true);
    stage.reddit.liftBan();
    stage.clock.advance(60_000);
    expect((await find(stage)).isBanned).toBe(false);
    expect(stage.reddit.calls("findBan")).toBe(1);
  });

  it("hands on the open appeals of whom it shows to be unbanned", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    await lookLater(stage);
    expect(stage.handedOn).toEqual([]);
    const unbannedAt = stage.clock.now();
    stage.reddit.liftBan();
    await lookLater(stage);
    expect(stage.handedOn).toMatchObject([{ conversationId: id, username: cast.appellant }]);
    stage.clock.advance(5_000);
    expect((await stage.run(id))?.decision.reason).toBe("not-banned");
    expect([...stage.store.appeals.values()]).toMatchObject([
      { outcome: "granted", grantedBy: cast.moderator, closedAt: unbannedAt },
    ]);
  });

  it("says where moderators changed", async () => {
    const stage = openStage();
    await stage.log.look(stage.clock.now());
    stage.reddit.changeModerators();
    await lookLater(stage);
    expect(stage.changed).toEqual([cast.subreddit]);
  });

  it("is read page by page where more happened than one page holds", async () => {
    const stage = openStage();
    await lookLater(stage);
    for (let at = 0; at < 1_200; at += 1) stage.reddit.ban({ username: `hiker_${at}` });
    const position = await lookLater(stage);
    expect(position?.trouble).toBeNull();
    for (const name of ["hiker_0", "hiker_600", "hiker_1199"])
      expect(await find(stage, name)).toMatchObject({ isBanned: true });
    expect(stage.reddit.calls("findBan")).toBe(0);
  });
});

/** What is told of the log, in order. */
const told = ({ events }: Stage) => events.names().filter((name) => name.startsWith("ban-log"));

describe("a log that cannot be relied on", () => {
  it.each<[string, (stage: Stage) => void]>([
    [
      "may not be read",
      ({ reddit }) => reddit.failNext("readModerationLog", redditFails("forbidden")),
    ],
    [
      "makes no sense",
      ({ reddit }) => reddit.failNext("readModerationLog", redditFails("unexpected-answer")),
    ],
    ["has a gap", ({ reddit }) => void reddit.loseLogEntry()],
    [
      "is slow",
      ({ reddit, clock }) => reddit.beforeEffect("readModerationLog", () => clock.advance(15_000)),
    ],
  ])("%s: each is asked about until it is well, and it is told once", async (_, spoil) => {
    const stage = openStage();
    stage.reddit.ban({ username: "before" });
    await stage.log.look(stage.clock.now());
    stage.reddit.ban();
    await lookLater(stage);
    spoil(stage);
    await lookLater(stage);
    expect(told(stage)).toEqual(["ban-log-trouble"]);
    for (let asked = 1; asked <= 3; asked += 1) {
      expect((await find(stage)).isBanned).toBe(true);
      expect(stage.reddit.calls("findBan")).toBe(asked);
    }
    await lookLater(stage);
    expect(told(stage)).toEqual(["ban-log-trouble", "ban-log-recovered"]);
    expect((await find(stage)).isBanned).toBe(true);
  });

  it("is not believed while it lacks a ban that Reddit told of, and is again once it tells", async () => {
    const stage = openStage();
    for (const username of ["before", "untold"]) stage.reddit.ban({ username });
    await lookLater(stage);
    stage.reddit.ban();
    const late = stage.reddit.loseLogEntry();
    expect((await find(stage)).isBanned).toBe(true);
    stage.reddit.liftBan("before");
    const unban = stage.reddit.loseLogEntry();
    await lookLater(stage);
    expect(told(stage)).toEqual(["ban-log-trouble"]);
    expect((await find(stage, "before")).isBanned).toBe(false);
    stage.reddit.showLogEntry(late);
    stage.reddit.showLogEntry(unban);
    await lookLater(stage);
    expect(told(stage)).toEqual(["ban-log-trouble", "ban-log-recovered"]);
    const asked = stage.reddit.calls("findBan");
    expect((await find(stage, "before")).isBanned).toBe(false);
    expect((await find(stage, "untold")).isBanned).toBe(true);
    expect(stage.reddit.calls("findBan")).toBe(asked + 1);
  });

  it("holds up nobody where Reddit cannot be reached for it", async () => {
    const stage = openStage();
    stage.reddit.ban();
    stage.reddit.failNext("readModerationLog", redditFails("unreachable"));
    expect((await find(stage)).isBanned).toBe(true);
    expect((await find(stage)).isBanned).toBe(true);
    expect(stage.reddit.requests()).toEqual({ readModerationLog: 1, findBan: 2 });
  });

  it("asks about a ban that was changed: what still holds of it no log tells", async () => {
    const stage = openStage();
    stage.reddit.ban({ note: "Rule 2" });
    await lookLater(stage);
    stage.clock.advance(60_000);
    stage.reddit.ban({ note: "", days: 7 });
    expect(await find(stage)).toMatchObject({ permanence: "temporary", note: "" });
    expect(stage.reddit.calls("findBan")).toBe(1);
  });
});

describe("the conversation's own word", () => {
  it("outranks the register, and puts it right", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.submitForm();
    stage.reddit.liftBan();
    stage.reddit.loseLogEntry();
    expect((await stage.run(id))?.decision.reason).toBe("not-banned");
    expect(stage.events.names()).toContain("ban-register-corrected");
    const records = await stage.register.recordsOf(cast.subreddit, redditor);
    expect(newestRecord(records)?.liftedAt).toEqual(stage.clock.now());
    expect([...stage.store.appeals.values()]).toMatchObject([
      { outcome: "granted", grantedBy: null },
    ]);
  });

  it("that a ban stands has Reddit asked, whatever the log told", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.clock.advance(60_000);
    stage.reddit.liftBan();
    stage.clock.advance(60_000);
    stage.reddit.ban({ note: "Rule 4" });
    stage.reddit.loseLogEntry();
    await lookLater(stage);
    stage.reddit.redditorWrites({ conversationId: id, body: "Again?" });
    await stage.run(id);
    expect(stage.reddit.calls("findBan")).toBe(1);
    expect(stage.events.names()).toContain("ban-register-corrected");
    expect([...stage.store.appeals.values()]).toMatchObject([
      { outcome: "granted", grantedBy: cast.moderator },
      { state: "invited", banNote: "Rule 4" },
    ]);
  });
});

describe("a backlog of which the log tells nothing", () => {
  const names = Array.from({ length: 250 }, (_, at) => `hiker_${at}`);
  async function backlog() {
    const stage = openStage({ waiting: () => names });
    for (const username of names) {
      stage.reddit.ban({ username, note: username });
      stage.reddit.loseLogEntry();
    }
    stage.reddit.ban({ username: "newest" });
    return stage;
  }

  it("is looked up by a few pages of the list of bans", async () => {
    const stage = await backlog();
    for (const name of names) expect(await find(stage, name)).toMatchObject({ note: name });
    expect(stage.reddit.requests()).toEqual({ readModerationLog: 1, listBans: 3 });
  });

  it.each<[string, (reddit: MemoryReddit) => RedditGateway["listBans"]]>([
    ["is refused", () => () => Promise.reject(redditFails("refused"))],
    ["is empty", () => async () => ({ bans: [], after: null })],
    [
      "goes in a circle",
      (reddit) => (subreddit) => MemoryReddit.prototype.listBans.call(reddit, subreddit, null),
    ],
  ])("each is asked about where the list %s", async (_, listBans) => {
    const stage = await backlog();
    stage.reddit.listBans = listBans(stage.reddit);
    for (const name of names.slice(0, 30))
      expect(await find(stage, name)).toMatchObject({ note: name });
    expect(stage.reddit.calls("findBan")).toBe(30);
    expect(stage.reddit.calls("listBans")).toBeLessThanOrEqual(4);
  });
});

/** How a log may look that is none: whoever is let go must not be taken for banned by it. */
const strangeLogs: Readonly<
  Record<string, (log: readonly ModerationLogEntry[]) => readonly ModerationLogEntry[]>
> = {
  "an empty log": () => [],
  "a log that stands still": (log) => log.slice(-1),
  "a log of other things": (log) =>
    log.map((entry) => ({ ...entry, change: { kind: "other" as const } })),
  "entries with another id each time": (log) =>
    log.map((entry) => ({ ...entry, id: `${entry.id} ${Math.random()}` })),
  "a log without unbans": (log) => log.filter(({ change }) => change.kind !== "unbanned").slice(-3),
  "the first entries whatever is asked": (log) => log.slice(0, 10),
};

describe("strange logs", () => {
  it.each(Object.entries(strangeLogs))("nobody is wronged by %s", async (_, strange) => {
    const stage = openStage();
    const entries = async () =>
      MemoryReddit.prototype.readModerationLog.call(stage.reddit, {
        before: null,
        after: null,
        limit: 500,
      });
    stage.reddit.readModerationLog = async (): Promise<ModerationLogPage> => ({
      entries: strange((await entries()).entries),
      after: null,
    });
    stage.reddit.ban({ username: "long_ago" });
    stage.clock.advance(60_000);
    const wrong: string[] = [];
    for (let at = 0; at < 40; at += 1) {
      const name = `hiker_${at}`;
      stage.reddit.ban({ username: name });
      stage.clock.advance(20_000);
      await find(stage, name);
      stage.clock.advance(20_000);
      if (at % 4 === 3) stage.reddit.liftBan(name);
      const isBanned = at % 4 !== 3;
      if ((await find(stage, name)).isBanned !== isBanned) wrong.push(name);
      stage.clock.advance(20_000);
      await stage.log.look(stage.clock.now());
    }
    expect(wrong).toEqual([]);
  });
});
