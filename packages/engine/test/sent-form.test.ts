import { cast } from "@appealmod/core/testing";
import { describe, expect, it } from "vitest";
import {
  aBannedRedditorWrites,
  answerLost,
  openStage,
  ourParts,
  ourWords,
  redditFails,
  type Stage,
} from "./stage.ts";

/** An appeal whose redditor was invited. */
async function invited(settings: Parameters<typeof openStage>[0] = {}) {
  const stage = openStage(settings);
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  return { stage, id };
}

const stateOf = ({ store }: Stage) => [...store.appeals.values()].map(({ state }) => state);
const isArchived = ({ reddit }: Stage, id: string) => reddit.conversation(id).isArchived;
const alerts = ({ events }: Stage) =>
  events.events.filter(({ audience }) => audience === "alert").map(({ event }) => event);

describe("a form that was sent reaches people", () => {
  it("after the ban was shortened, with a note that says until when", async () => {
    const { stage, id } = await invited();
    stage.reddit.ban({ days: 30 });
    stage.submitForm();
    await stage.runUntilDone(id);
    expect(ourParts(stage, id).slice(0, 2)).toEqual(["invite", "final"]);
    expect(ourWords(stage, id)[2]).toMatch(/^\[The ban is now a temporary one, until 2026-0[34]-/);
    expect(stateOf(stage)).toEqual(["forwarded"]);
    expect(isArchived(stage, id)).toBe(false);
  });

  it("as a note at once while the account is suspended, and whole when it is back", async () => {
    const { stage, id } = await invited();
    stage.reddit.suspendAccount();
    stage.submitForm();
    await stage.runUntilDone(id);
    expect(ourParts(stage, id)).toEqual(["invite", "note"]);
    stage.reddit.restoreAccount();
    stage.reddit.redditorWrites({ conversationId: id, body: "I am back." });
    await stage.runUntilDone(id);
    expect(ourParts(stage, id)).toEqual(["invite", "note", "final"]);
    expect(stateOf(stage)).toEqual(["forwarded"]);
  });

  it.each(["refused", "forbidden"] as const)(
    "without the thanks where Reddit says of them: %s",
    async (kind) => {
      const { stage, id } = await invited();
      stage.submitForm();
      stage.reddit.failNext("sendMessage", redditFails(kind));
      await stage.runUntilDone(id);
      expect(ourParts(stage, id)).toEqual(["invite", "note"]);
      expect(stateOf(stage)).toEqual(["forwarded"]);
      expect(isArchived(stage, id)).toBe(false);
      expect(stage.events.events.map(({ event }) => event)).toContain("reply-skipped");
      await stage.runUntilDone(id);
      expect(ourParts(stage, id)).toEqual(["invite", "note"]);
    },
  );

  it("with the thanks where it was the account that Reddit refused", async () => {
    const { stage, id } = await invited();
    stage.submitForm();
    stage.reddit.failNext("sendMessage", redditFails("forbidden"));
    stage.reddit.failNext("leaveNote", redditFails("forbidden"));
    await expect(stage.run(id)).rejects.toThrow("forbidden");
    await stage.runUntilDone(id);
    expect(ourParts(stage, id)).toEqual(["invite", "final", "note"]);
  });

  it("after another bot left a private note, also before the first look", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    stage.reddit.moderatorWrites(id, { moderator: "saferbot", isPrivate: true });
    await stage.run(id);
    stage.reddit.moderatorWrites(id, { moderator: "saferbot", isPrivate: true });
    stage.submitForm();
    await stage.runUntilDone(id);
    expect(ourParts(stage, id)).toEqual(["invite", "final", "note"]);
  });

  it("of a redditor who was renamed, under the first draw and as the first appeal", async () => {
    const { stage, id } = await invited({ settings: { treatmentFraction: 0.5 } });
    stage.reddit.renameAccount(cast.appellant, "clean_boots");
    stage.reddit.redditorWrites({ conversationId: id, username: "clean_boots", body: "Hello?" });
    await stage.runUntilDone(id);
    stage.submitForm();
    await stage.runUntilDone(id);
    expect(ourParts(stage, id)).toEqual(["invite", "reminder", "final", "note"]);
    expect([...stage.store.appeals.values()]).toMatchObject([
      { state: "forwarded", username: "clean_boots" },
    ]);
  });
});

describe("whoever let an appeal lapse and writes again about the same ban", () => {
  it("is invited once more, and the note names the earlier appeal", async () => {
    const { stage, id } = await invited();
    stage.clock.advance(31 * 24 * 3600_000);
    await stage.runUntilDone(id);
    expect(stateOf(stage)).toEqual(["closed"]);
    stage.clock.advance(1000);
    stage.reddit.redditorWrites({ conversationId: id, body: "I would like to try again." });
    await stage.runUntilDone(id);
    await stage.runUntilDone(id);
    expect(ourParts(stage, id)).toEqual(["invite", "invite"]);
    expect(isArchived(stage, id)).toBe(true);
    stage.submitForm();
    await stage.runUntilDone(id);
    expect(ourWords(stage, id).at(-1)).toContain("Earlier appeals of this redditor here");
    expect(stateOf(stage)).toEqual(["closed", "forwarded"]);
  });
});

describe("an effect that keeps failing", () => {
  it("is given up after a few refusals, and operators hear of it once", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    stage.clock.advance(1000);
    for (let tries = 1; tries <= 3; tries += 1)
      stage.reddit.failNext("sendMessage", redditFails("refused"));
    await expect(stage.run(id)).rejects.toThrow("refused");
    await expect(stage.run(id)).rejects.toThrow("refused");
    await stage.run(id);
    await stage.run(id);
    expect(stage.reddit.calls("sendMessage")).toBe(3);
    expect(isArchived(stage, id)).toBe(false);
    expect(alerts(stage)).toEqual(["action-given-up"]);
    stage.clock.advance(1000);
    stage.reddit.redditorWrites({ conversationId: id, body: "Still here." });
    await stage.run(id);
    expect(ourParts(stage, id)).toEqual(["invite"]);
  });

  it("is recognised by its words where it stands under an unknown name", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    const send = stage.reddit.sendMessage.bind(stage.reddit);
    stage.reddit.sendMessage = async (conversationId, body) => {
      stage.reddit.moderatorWrites(conversationId, { moderator: "SomebodyElse", body });
      stage.reddit.sendMessage = send;
      throw redditFails("unexpected-answer", { mayHaveHappened: true });
    };
    await stage.runUntilDone(id);
    expect(stage.reddit.conversation(id).messages).toHaveLength(2);
    expect(stateOf(stage)).toEqual(["invited"]);
  });

  it("is posted three times at most where neither name nor words are recognised", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    stage.reddit.ban({ note: "", message: null });
    const notice = stage.reddit.ban({ note: "", message: null });
    stage.reddit.redditorWrites({ conversationId: notice });
    stage.reddit.leaveNote = async (conversationId) => {
      const note = { moderator: "SomebodyElse", body: "Changed on the way.", isPrivate: true };
      stage.reddit.moderatorWrites(conversationId, note);
      throw redditFails("unexpected-answer", { mayHaveHappened: true });
    };
    for (let runs = 1; runs <= 5; runs += 1) await stage.runUntilDone(notice);
    const posted = stage.reddit.conversation(notice).messages.filter(({ isPrivate }) => isPrivate);
    expect(posted).toHaveLength(3);
    expect(alerts(stage)).toEqual(["action-given-up"]);
    expect(id).not.toBe(notice);
  });
});

describe("an archiving that Reddit never answered and carries out late", () => {
  it("is undone once the appeal was forwarded, so that it ends where people see it", async () => {
    const stage = openStage();
    const id = aBannedRedditorWrites(stage);
    stage.reddit.failNext("archive", answerLost());
    await expect(stage.run(id)).rejects.toThrow("nobody can say");
    stage.clock.advance(6_000);
    await stage.run(id);
    stage.submitForm();
    await stage.run(id);
    expect(stateOf(stage)).toEqual(["forwarded"]);
    const due = async () => (await stage.store.dueAppeals(stage.clock.now(), 10)).length;
    expect(await due()).toBe(0);
    await stage.reddit.archive(id);
    stage.clock.advance(20_000);
    expect(await due()).toBe(1);
    await stage.run(id);
    expect(await due()).toBe(0);
    expect(isArchived(stage, id)).toBe(false);
    expect(ourParts(stage, id)).toEqual(["invite", "final", "note"]);
  });

  it("is told from a moderator who puts the appeal away", async () => {
    const { stage, id } = await invited();
    stage.submitForm();
    await stage.runUntilDone(id);
    stage.reddit.humanArchives(id);
    await stage.runUntilDone(id);
    expect(isArchived(stage, id)).toBe(true);
  });
});
