import { Snooze } from "@appealmod/core";
import type { MemoryAppealStore } from "@appealmod/core/testing";
import { cast } from "@appealmod/core/testing";
import { describe, expect, it } from "vitest";
import { processConversation } from "../src/index.ts";
import {
  aBannedRedditorWrites,
  answerLost,
  openStage,
  ourParts,
  redditFails,
  type Stage,
} from "./stage.ts";

const crash = new Error("the process was killed");

/** A store whose next call of one method never comes back. */
function storeThatDiesAt(store: MemoryAppealStore, method: "claimAction" | "settleClaim") {
  return new Proxy(store, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== "function") return member;
      if (key !== method) return member.bind(target);
      return async (...given: unknown[]) => {
        // A claim is written before the process dies; a settlement is not.
        if (method === "claimAction") await member.apply(target, given);
        throw crash;
      };
    },
  });
}

describe("a run that died", () => {
  it("after claiming, before acting: the effect is made up for, once the grace period is over", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    const store = storeThatDiesAt(stage.store, "claimAction");
    await expect(stage.run(id, { store })).rejects.toBe(crash);
    expect(ourParts(stage, id)).toEqual([]);

    stage.clock.advance(2000);
    await expect(stage.run(id)).rejects.toMatchObject({ name: "Snooze", delayMs: 3000 });
    expect(ourParts(stage, id)).toEqual([]);
    stage.clock.advance(3000);
    await stage.run(id);
    expect(ourParts(stage, id)).toEqual(["invite"]);
    expect(stage.reddit.conversation(id).isArchived).toBe(true);
  });

  it("after acting, before settling: the message is found and not sent again", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    const store = storeThatDiesAt(stage.store, "settleClaim");
    await expect(stage.run(id, { store })).rejects.toBe(crash);
    expect(await stage.store.openClaims(id)).toMatchObject([{ action: { key: "invite" } }]);

    await stage.run(id);
    expect(ourParts(stage, id)).toEqual(["invite"]);
    expect(stage.reddit.conversation(id).isArchived).toBe(true);
    expect(await stage.store.openClaims(id)).toEqual([]);
    expect(stage.events.names().filter((name) => name === "invite-sent")).toHaveLength(1);
  });

  it("tells one part of a long note from the next", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    const lines = Array.from({ length: 3000 }, (_, at) => `sorry ${at}`);
    stage.submitForm({ why_banned: lines.join("\n"), why_appealing: "mistake" });
    stage.reddit.failNext("leaveNote", answerLost(), { afterEffect: true });
    await stage.runUntilDone(id);
    stage.reddit.failNext("leaveNote", answerLost(), { afterEffect: true });
    await stage.runUntilDone(id);
    const words = stage.reddit.conversation(id).messages.map(({ body }) => body);
    expect(new Set(words).size).toBe(words.length);
    expect(words.join("").match(/sorry \d+/g)).toEqual(lines);
  });
});

describe("an answer that was lost", () => {
  it.each([
    { isDone: true, what: "is settled when the message stands there" },
    { isDone: false, what: "is made up for when the message does not come" },
  ])("$what", async ({ isDone }) => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    stage.reddit.failNext("sendMessage", answerLost(), { afterEffect: isDone });
    await expect(stage.run(id)).rejects.toBeInstanceOf(Snooze);
    await stage.runUntilDone(id);
    expect(ourParts(stage, id)).toEqual(["invite"]);
    expect(stage.reddit.calls("sendMessage")).toBe(isDone ? 1 : 2);
    expect(await stage.store.openClaims(id)).toEqual([]);
  });

  it.each(["archive", "unarchive"] as const)("of %s is looked up or repeated", async (method) => {
    for (const afterEffect of [true, false]) {
      const stage = openStage();
      const id = aBannedRedditorWrites(stage);
      stage.reddit.failNext(method, answerLost(), { afterEffect });
      await stage.runUntilDone(id);
      expect(stage.reddit.conversation(id).isArchived).toBe(true);
      stage.submitForm();
      await stage.runUntilDone(id);
      expect(stage.reddit.conversation(id).isArchived).toBe(false);
      expect([...stage.store.appeals.values()]).toMatchObject([{ state: "forwarded" }]);
      expect(ourParts(stage, id)).toEqual(["invite", "final", "note"]);
    }
  });

  it("does not take an older word of ours for the one that is looked for", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    stage.submitForm();
    stage.reddit.failNext("sendMessage", answerLost());
    await stage.runUntilDone(id);
    expect(ourParts(stage, id)).toEqual(["invite", "final", "note"]);
  });

  it("does not take a private note for a public answer", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    stage.reddit.failNext("sendMessage", answerLost());
    await expect(stage.run(id)).rejects.toBeInstanceOf(Snooze);
    stage.reddit.moderatorWrites(id, { moderator: stage.reddit.bot, isPrivate: true });
    await stage.runUntilDone(id);
    expect(ourParts(stage, id)).toContain("invite");
  });

  it("finds its word under an account that the bot used before", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    stage.reddit.failNext("sendMessage", answerLost());
    await expect(stage.run(id)).rejects.toBeInstanceOf(Snooze);
    stage.reddit.moderatorWrites(id, { moderator: "OldAppealBot", body: "Invite for you" });
    await stage.run(id, { otherAccounts: ["oldappealbot"] });
    expect(ourParts(stage, id)).toEqual([]);
    expect([...stage.store.appeals.values()]).toMatchObject([{ state: "invited" }]);
  });
});

it("takes the claim back when Reddit certainly refused, and tries anew when asked to", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.failNext("sendMessage", redditFails("rate-limited"));
  await expect(stage.run(id)).rejects.toMatchObject({ kind: "rate-limited" });
  expect(await stage.store.openClaims(id)).toEqual([]);
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual(["invite"]);
});

describe("two engines on one conversation", () => {
  /** Runs as a job does, with pauses that belong to the clock. */
  async function worker(stage: Stage, id: string): Promise<void> {
    for (let tries = 1; tries <= 20; tries += 1) {
      try {
        await processConversation(stage.ports, { conversationId: id, subreddit: cast.subreddit });
        return;
      } catch (error) {
        if (!(error instanceof Snooze)) throw error;
        stage.clock.advance(error.delayMs);
      }
    }
    throw new Error("snoozed twenty times");
  }

  it("say everything once between them, from invite to forwarding", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await Promise.all([worker(stage, id), worker(stage, id), worker(stage, id)]);
    expect(ourParts(stage, id)).toEqual(["invite"]);
    stage.submitForm();
    await Promise.all([worker(stage, id), worker(stage, id), worker(stage, id)]);
    expect(ourParts(stage, id)).toEqual(["invite", "final", "note"]);
    expect(stage.reddit.conversation(id).isArchived).toBe(false);
    expect(await stage.store.openClaims(id)).toEqual([]);
    expect(stage.events.names()).toEqual(expect.arrayContaining(["invite-sent", "forwarded"]));
  });

  it("open one appeal for two conversations", async () => {
    const stage = openStage();
    const one = aBannedRedditorWrites(stage);
    const other = stage.reddit.redditorWrites({ body: "And here?" });
    await Promise.all([worker(stage, one), worker(stage, other)]);
    expect(stage.store.appeals.size).toBe(1);
    const parts = [...ourParts(stage, one), ...ourParts(stage, other)].sort();
    expect(parts).toEqual(["invite", "repeated invite"]);
  });

  it("do not mistake an old look for a message that never came", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    // After the first engine has read, the second one invites and dies before settling; then a
    // long time passes before the first goes on.
    let isFirst = true;
    const slowReddit = new Proxy(stage.reddit, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key, target);
        if (typeof member !== "function") return member;
        if (key !== "username" || !isFirst) return member.bind(target);
        isFirst = false;
        return async () => {
          const store = storeThatDiesAt(stage.store, "settleClaim");
          await expect(stage.run(id, { store })).rejects.toBe(crash);
          stage.clock.advance(600_000);
          return target.username();
        };
      },
    });
    await expect(stage.run(id, { reddit: slowReddit })).rejects.toMatchObject({ delayMs: 0 });
    await stage.run(id);
    expect(ourParts(stage, id)).toEqual(["invite"]);
    expect(await stage.store.openClaims(id)).toEqual([]);
  });

  it("leave a claim alone that another run holds on the same appeal elsewhere", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    const [appeal] = stage.store.appeals.values();
    stage.submitForm();
    await stage.store.claimAction({
      scope: "appeal",
      appealId: appeal?.id ?? "",
      conversationId: "elsewhere",
      action: { kind: "send", key: "final", scope: "appeal", text: "final" },
      afterMessageId: null,
      bodyHash: null,
      at: stage.clock.now(),
    });
    stage.reddit.forgetCalls();
    await expect(stage.run(id)).rejects.toBeInstanceOf(Snooze);
    expect(stage.reddit.requests()).toEqual({ readConversation: 1 });
  });

  it("wait for each other although their clocks differ by a few seconds", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    const [appeal] = stage.store.appeals.values();
    await stage.store.claimAction({
      scope: "appeal",
      appealId: appeal?.id ?? "",
      conversationId: id,
      action: { kind: "send", key: "final", scope: "appeal", text: "final" },
      afterMessageId: stage.reddit.conversation(id).messages.at(-1)?.id ?? null,
      bodyHash: null,
      at: new Date(stage.clock.now().getTime() + 3000),
    });
    await expect(stage.run(id)).rejects.toMatchObject({ name: "Snooze", delayMs: 8000 });
  });

  it("do not wait for a clock that is an hour ahead", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    const [appeal] = stage.store.appeals.values();
    await stage.store.claimAction({
      scope: "appeal",
      appealId: appeal?.id ?? "",
      conversationId: id,
      action: { kind: "send", key: "final", scope: "appeal", text: "final" },
      afterMessageId: stage.reddit.conversation(id).messages.at(-1)?.id ?? null,
      bodyHash: null,
      at: new Date(stage.clock.now().getTime() + 3_600_000),
    });
    await stage.run(id);
    expect(await stage.store.openClaims(id)).toEqual([]);
  });
});
