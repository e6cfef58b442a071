import { RedditError } from "@appealmod/core";
import { cast, daysAfter, someAnswers } from "@appealmod/core/testing";
import { describe, expect, it } from "vitest";
import { aBannedRedditorWrites, openStage } from "./stage.ts";

describe("what a run leaves behind", () => {
  it("remembers how far the conversation was handled, our own words included", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    expect((await stage.store.handledUntil([id])).get(id)).toEqual(
      stage.reddit.conversation(id).lastUpdated,
    );
  });

  it("remembers conversations that are no appeals, and archives nothing of them", async () => {
    const stage = openStage();
    const id = stage.reddit.redditorWrites({});
    await stage.run(id);
    expect((await stage.store.handledUntil([id])).size).toBe(1);
    expect(stage.archive.records).toEqual([]);
  });

  it("archives both arms alike, to the outcome", async () => {
    const seen = [];
    for (const draw of [0, 0.9]) {
      const stage = openStage({ settings: { treatmentFraction: 0.5 }, draw });
      const id = aBannedRedditorWrites(stage);
      await stage.run(id);
      stage.reddit.unban();
      await stage.run(id);
      seen.push({
        groups: stage.archive.of("appellant").map(({ appeal }) => appeal.group),
        outcomes: stage.archive.of("appellant").map(({ appeal }) => appeal.outcome),
        names: stage.archive.of("appellant").map(({ username }) => username),
        conversations: stage.archive.of("appellant").map((record) => record.conversationIds),
        bans: stage.archive.of("conversation").map(({ ban }) => ban?.isBanned),
        notes: stage.archive.of("conversation").map(({ ban }) => ban?.isBanned && ban.note),
        contested: stage.archive.of("conversation").map(({ contestedBan }) => contestedBan?.note),
        unbanned: stage.archive.of("conversation").map(({ unbannedAt }) => unbannedAt !== null),
        formShared: stage.archive.of("appellant").map(({ isFormShared }) => isFormShared),
        whole: stage.archive.of("conversation").map((record) => record.conversation.isComplete),
      });
    }
    const [treatment, control] = seen;
    expect(treatment?.groups).toEqual(["treatment", "treatment"]);
    expect(control).toEqual({
      ...treatment,
      groups: ["control", "control"],
      formShared: [false, false],
    });
    expect(treatment).toMatchObject({
      outcomes: [null, "granted"],
      names: [cast.appellant, cast.appellant],
      bans: [true, false],
      notes: ["Rule 2: kept picking wildflowers", false],
      contested: ["Rule 2: kept picking wildflowers", "Rule 2: kept picking wildflowers"],
      formShared: [true, true],
      unbanned: [false, true],
      whole: [true, true],
    });
  });

  it("archives the conversation as our own words left it", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    const [record] = stage.archive.of("conversation");
    expect(record?.conversation).toEqual(stage.reddit.conversation(id));
  });

  it("looks at a waiting redditor again at the cutoff only", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    const dueAt = async (days: number) =>
      (await stage.store.dueAppeals(daysAfter(stage.clock.now(), days), 10)).length;
    expect([await dueAt(29.9), await dueAt(30.1)]).toEqual([0, 1]);
  });

  it.each([
    { arm: "a forwarded appeal", draw: 0 },
    { arm: "a control appeal", draw: 0.9 },
  ])("looks at $arm again the day after, for its outcome", async ({ draw }) => {
    const stage = openStage({ settings: { treatmentFraction: 0.5 }, draw });
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    if (draw === 0) {
      stage.submitForm(someAnswers);
      await stage.run(id);
    }
    const dueAt = async (days: number) =>
      (await stage.store.dueAppeals(daysAfter(stage.clock.now(), days), 10)).length;
    expect([await dueAt(0.9), await dueAt(1.1)]).toEqual([0, 1]);
  });

  it("tries again within the hour to forward a form that something hinders", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.submitForm(someAnswers);
    stage.reddit.suspendAccount();
    await stage.run(id);
    const due = await stage.store.dueAppeals(daysAfter(stage.clock.now(), 1 / 23), 10);
    expect(due).toMatchObject([{ because: "form-submitted" }]);
  });

  it("counts a conversation once that was linked to the appeal", async () => {
    const stage = openStage();
    const first = aBannedRedditorWrites(stage);
    await stage.run(first);
    const second = stage.reddit.redditorWrites({ body: "And here?" });
    await stage.run(second);
    await stage.run(second);
    expect(stage.archive.of("appellant").at(-1)?.conversationIds).toEqual([first, second]);
  });

  it("archives an outcome also when the run ends right after the closing", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.submitForm(someAnswers);
    await stage.run(id);
    stage.reddit.unban();
    const store = new Proxy(stage.store, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key, target);
        if (typeof member !== "function") return member;
        if (key !== "rememberConversation") return member.bind(target);
        return () => Promise.reject(new Error("the database is down"));
      },
    });
    await expect(stage.run(id, { store })).rejects.toThrow("the database is down");
    await stage.run(id);
    expect(stage.archive.of("appellant").at(-1)).toMatchObject({
      appeal: { state: "closed", outcome: "granted" },
      isNoteShared: true,
    });
    expect(stage.archive.of("conversation").at(-1)?.unbannedAt).not.toBeNull();
  });

  it("archives the end of an appeal whose conversation is gone", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.reddit.loseConversation(id);
    stage.clock.advance(31 * 24 * 60 * 60 * 1000);
    await stage.run(id);
    expect(stage.archive.of("appellant").at(-1)).toMatchObject({
      appeal: { state: "closed", outcome: "none", closedAt: stage.clock.now() },
      conversationIds: [id],
      isFormShared: true,
      isNoteShared: false,
      lastConversationUpdate: expect.any(Date),
    });
    expect([...stage.store.appeals.values()]).toMatchObject([{ outcome: "none" }]);
  });

  it("takes the time of unbanning from the moderation log, at one request", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.reddit.unban();
    stage.clock.advance(5 * 60 * 60 * 1000);
    stage.reddit.forgetCalls();
    await stage.run(id);
    expect(stage.reddit.requests()).toEqual({ readConversation: 1, readModerationLog: 1 });
    const all = { before: null, after: null, limit: 500 };
    const [unban] = (await stage.reddit.readModerationLog(all)).entries;
    expect(unban).toMatchObject({ change: { kind: "unbanned" }, moderator: cast.moderator });
    expect(stage.archive.of("conversation").at(-1)?.unbannedAt).toEqual(unban?.at);
    const [appeal] = stage.store.appeals.values();
    expect(appeal).toMatchObject({ outcome: "granted", grantedBy: cast.moderator });
  });

  it.each(["forbidden", "unreachable", "rate-limited"] as const)(
    "takes the time of noticing where the moderation log is %s",
    async (kind) => {
      const stage = openStage();
      const id = aBannedRedditorWrites(stage);
      await stage.run(id);
      stage.reddit.unban();
      stage.clock.advance(5 * 60 * 60 * 1000);
      stage.reddit.failNext("readModerationLog", new RedditError("no", { kind, endpoint: "log" }));
      await stage.run(id);
      expect(stage.archive.of("conversation").at(-1)?.unbannedAt).toEqual(stage.clock.now());
      expect(stage.archive.of("appellant").at(-1)?.appeal.outcome).toBe("granted");
    },
  );

  it("does not count the steps of a former appeal for the next one", async () => {
    const stage = openStage();
    const first = aBannedRedditorWrites(stage);
    await stage.run(first);
    stage.submitForm(someAnswers);
    await stage.run(first);
    stage.reddit.unban();
    stage.clock.advance(60_000);
    const second = stage.reddit.ban({ note: "Rule 4", message: "Rule 4" });
    stage.reddit.redditorWrites({ conversationId: second, body: "Again?" });
    await stage.run(second);
    const records = stage.archive.of("appellant").slice(-2);
    expect(records).toMatchObject([
      { appeal: { outcome: "granted" }, isFormShared: true, isNoteShared: true },
      { appeal: { outcome: null, state: "invited" }, isFormShared: true, isNoteShared: false },
    ]);
  });

  it("does not put off a form that was sent while the run was at work", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.reddit.redditorWrites({ conversationId: id });
    stage.reddit.beforeEffect("archive", () => stage.submitForm(someAnswers));
    await stage.run(id);
    expect(await stage.store.dueAppeals(stage.clock.now(), 10)).toMatchObject([
      { conversationId: id, because: "form-submitted" },
    ]);
  });
});
