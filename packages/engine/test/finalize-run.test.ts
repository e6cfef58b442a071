import { RedditError, type Redditor } from "@appealmod/core";
import { cast, daysAfter, someAnswers } from "@appealmod/core/testing";
import { describe, expect, it } from "vitest";
import { aBannedRedditorWrites, openStage, type Stage } from "./stage.ts";

/** What only treatment gets. */
const dialogueEvents = ["invite-sent", "archived"];

function appellant(stage: Stage, conversationId: string): Redditor {
  const { appellant } = stage.reddit.conversation(conversationId);
  if (!appellant) throw new Error("the conversation is with nobody");
  return appellant;
}

describe("what a run leaves behind", () => {
  it("remembers how far the conversation was handled, our own words included", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    expect((await stage.store.handledUntil([id])).get(id)).toEqual(
      stage.reddit.conversation(id).lastUpdated,
    );
  });

  it("remembers conversations that are no appeals, and keeps none of their words", async () => {
    const stage = openStage();
    const id = stage.reddit.redditorWrites({});
    await stage.run(id);
    expect((await stage.store.handledUntil([id])).size).toBe(1);
    expect(stage.store.observed.size).toBe(0);
    expect(stage.events.names()).toEqual(["decided"]);
  });

  it("keeps both arms alike, to the outcome", async () => {
    const seen = [];
    for (const draw of [0, 0.9]) {
      const stage = openStage({ settings: { treatmentFraction: 0.5 }, draw });
      const id = aBannedRedditorWrites(stage);
      await stage.run(id);
      const before = stage.store.observed.get(id);
      stage.reddit.liftBan();
      await stage.run(id);
      const after = stage.store.observed.get(id);
      seen.push({
        appeals: [...stage.store.appeals.values()].map(({ group, outcome }) => ({
          group,
          outcome,
        })),
        bans: [before?.ban.isBanned, after?.ban.isBanned],
        notes: before?.ban.isBanned && before.ban.note,
        whole: after?.conversation.isComplete,
        events: stage.events.names().filter((name) => !dialogueEvents.includes(name)),
      });
    }
    const [treatment, control] = seen;
    expect(control).toEqual({ ...treatment, appeals: [{ group: "control", outcome: "granted" }] });
    expect(treatment).toEqual({
      appeals: [{ group: "treatment", outcome: "granted" }],
      bans: [true, false],
      notes: "Rule 2: kept picking wildflowers",
      whole: true,
      events: [
        "decided",
        "group-drawn",
        "appeal-opened",
        "conversation-seen",
        "ban-register-corrected",
        "decided",
        "appeal-closed",
        "conversation-seen",
      ],
    });
  });

  it("keeps the conversation as our own words left it", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    expect(stage.store.observed.get(id)?.conversation).toEqual(stage.reddit.conversation(id));
  });

  it("tells nothing of a conversation that looks as before", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    const sights = () => stage.events.names().filter((name) => name === "conversation-seen").length;
    await stage.run(id);
    await stage.run(id);
    const before = sights();
    await stage.run(id);
    await stage.run(id);
    expect([before > 0, sights() - before]).toEqual([true, 0]);
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
    const [appeal] = stage.store.appeals.values();
    expect(await stage.store.appealConversations(appeal?.id ?? "")).toEqual([first, second]);
    expect(stage.events.names().filter((name) => name === "conversation-linked")).toHaveLength(1);
  });

  it("keeps how it ended also when the run ends right after the closing", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.submitForm(someAnswers);
    await stage.run(id);
    stage.reddit.liftBan();
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
    expect([...stage.store.appeals.values()]).toMatchObject([
      { state: "closed", outcome: "granted" },
    ]);
    expect(stage.store.observed.get(id)?.ban).toEqual({ isBanned: false });
    expect(stage.events.names().filter((name) => name === "appeal-closed")).toHaveLength(1);
  });

  it("closes an appeal at the cutoff whose conversation is gone, and tells of it", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.reddit.loseConversation(id);
    stage.clock.advance(31 * 24 * 60 * 60 * 1000);
    await stage.run(id);
    expect([...stage.store.appeals.values()]).toMatchObject([
      { state: "closed", outcome: "none", closedAt: stage.clock.now() },
    ]);
    expect(stage.events.names().slice(-2)).toEqual(["conversation-gone", "appeal-closed"]);
  });

  it("takes the time of unbanning from the moderation log, at one request", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.reddit.liftBan();
    stage.clock.advance(5 * 60 * 60 * 1000);
    stage.reddit.forgetCalls();
    await stage.run(id);
    expect(stage.reddit.requests()).toEqual({ readConversation: 1, readModerationLog: 1 });
    const all = { before: null, after: null, limit: 500 };
    const [unban] = (await stage.reddit.readModerationLog(all)).entries;
    expect(unban).toMatchObject({ change: { kind: "unbanned" }, moderator: cast.moderator });
    expect(await stage.register.recordsOf(cast.subreddit, appellant(stage, id))).toMatchObject([
      { liftedAt: unban?.at, liftedBy: cast.moderator },
    ]);
    const [appeal] = stage.store.appeals.values();
    expect(appeal).toMatchObject({ outcome: "granted", grantedBy: cast.moderator });
  });

  it.each(["forbidden", "unreachable", "rate-limited"] as const)(
    "takes the time of noticing where the moderation log is %s",
    async (kind) => {
      const stage = openStage();
      const id = aBannedRedditorWrites(stage);
      await stage.run(id);
      stage.reddit.liftBan();
      stage.clock.advance(5 * 60 * 60 * 1000);
      stage.reddit.failNext("readModerationLog", new RedditError("no", { kind, endpoint: "log" }));
      await stage.run(id);
      expect([...stage.store.appeals.values()]).toMatchObject([
        { outcome: "granted", closedAt: stage.clock.now() },
      ]);
    },
  );

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
