import { type ModeratorDecision, Snooze } from "@appealmod/core";
import { aDecision, cast } from "@appealmod/core/testing";
import { describe, expect, it, vi } from "vitest";
import {
  aBannedRedditorWrites,
  answerLost,
  openStage,
  ourWords,
  redditFails,
  type Stage,
} from "./stage.ts";

const warden = { decidedById: `t2_${Buffer.from(cast.moderator).toString("hex")}` };

/** An appeal that people have, about which a moderator has just decided. */
async function decided(overrides: Partial<ModeratorDecision> = {}) {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.submitForm();
  await stage.runUntilDone(id);
  const [appeal] = stage.store.appeals.values();
  if (!appeal) throw new Error("no appeal was opened");
  stage.clock.advance(60_000);
  const now = stage.clock.now();
  const decision = aDecision({
    ...{ appealId: appeal.id, bannedAt: appeal.bannedAt, decidedAt: now, ...warden },
    beginsAt: new Date(now.getTime() + 30_000),
    ...overrides,
  });
  stage.store.decide(decision);
  stage.reddit.forgetCalls();
  return { stage, id, decision };
}

/** The same when it can be taken back no more. */
async function due(overrides: Partial<ModeratorDecision> = {}) {
  const decidedNow = await decided(overrides);
  decidedNow.stage.clock.advance(31_000);
  return decidedNow;
}

const decisionIn = ({ store }: Stage) => [...store.moderatorDecisions.values()][0];
const appealIn = ({ store }: Stage) => [...store.appeals.values()][0];
const isBanned = async ({ reddit }: Stage) =>
  (await reddit.findBan(cast.subreddit, cast.appellant)) !== null;
const eventsOf = ({ events }: Stage) => events.events.map(({ event }) => event);
const lastWords = (stage: Stage, id: string, count: number) => ourWords(stage, id).slice(-count);

describe("what a moderator decided on the site", () => {
  it("lifts the ban, answers, names the moderator in a note, archives, and grants the appeal", async () => {
    const { stage, id } = await due();
    await stage.run(id);
    expect(await isBanned(stage)).toBe(false);
    expect(lastWords(stage, id, 2)).toEqual([
      "Welcome back.",
      "[u/trail_warden decided on the appeals site: the ban is lifted.\n\n**Why:**\n\n> They understood.]",
    ]);
    expect(stage.reddit.conversation(id).isArchived).toBe(true);
    expect(appealIn(stage)).toMatchObject({
      state: "closed",
      outcome: "granted",
      grantedBy: cast.moderator,
    });
    expect(decisionIn(stage)).toMatchObject({ state: "done", trouble: null });
    expect(eventsOf(stage)).toEqual(
      expect.arrayContaining(["decision-begun", "ban-lifted", "decision-carried-out"]),
    );
  });

  it("is done once: the log's word of the bot's own unban opens and changes nothing", async () => {
    const { stage, id } = await due();
    await stage.run(id);
    await stage.log.look(stage.clock.now());
    stage.reddit.forgetCalls();
    await stage.run(id);
    await stage.run(id);
    const { unban, sendMessage, leaveNote, archive } = stage.reddit.requests();
    expect([unban, sendMessage, leaveNote, archive]).toEqual(Array(4).fill(undefined));
    expect(stage.store.appeals.size).toBe(1);
    expect(appealIn(stage)?.grantedBy).toBe(cast.moderator);
  });

  it.each([
    ["keep", "No.", 2],
    ["close", null, 1],
  ] as const)("leaves the ban alone: %s", async (kind, reply, words) => {
    const { stage, id } = await due({ kind, reply });
    await stage.run(id);
    expect(await isBanned(stage)).toBe(true);
    expect(ourWords(stage, id).slice(3)).toHaveLength(words);
    expect(appealIn(stage)).toMatchObject({ state: "closed", outcome: "denied" });
    stage.reddit.redditorWrites({ conversationId: id, body: "But why?" });
    await stage.run(id);
    expect(stage.store.appeals.size).toBe(1);
    expect(ourWords(stage, id).slice(3)).toHaveLength(words);
  });

  it("changes nothing while it can be taken back, and nothing when it was", async () => {
    const { stage, id, decision } = await decided();
    const early = await stage.run(id);
    expect(early?.decisionBeginsAt).toEqual(decision.beginsAt);
    stage.store.takeBack(decision.id);
    stage.clock.advance(60_000);
    expect((await stage.run(id))?.decisionBeginsAt).toBeNull();
    expect(await isBanned(stage)).toBe(true);
    expect(appealIn(stage)?.state).toBe("forwarded");
  });

  it("is not begun when it is taken back in the very moment", async () => {
    const { stage, id, decision } = await due();
    const begin = stage.store.beginDecision.bind(stage.store);
    vi.spyOn(stage.store, "beginDecision").mockImplementationOnce(async (...begun) => {
      stage.store.takeBack(decision.id);
      return begin(...begun);
    });
    await stage.run(id);
    expect(await isBanned(stage)).toBe(true);
    expect(decisionIn(stage)?.state).toBe("taken-back");
  });

  it("is carried out in control and before the form as well", async () => {
    const stage = openStage({ draw: 1, settings: { treatmentFraction: 0.5 } });
    const id = aBannedRedditorWrites(stage);
    await stage.run(id);
    const [appeal] = stage.store.appeals.values();
    if (!appeal) throw new Error("no appeal was opened");
    const { bannedAt } = appeal;
    const now = stage.clock.now();
    const times = { decidedAt: now, beginsAt: now };
    stage.store.decide(aDecision({ appealId: appeal.id, bannedAt, ...times, ...warden }));
    await stage.run(id);
    expect(await isBanned(stage)).toBe(false);
    expect(appealIn(stage)).toMatchObject({ group: "control", outcome: "granted" });
  });

  it("writes nothing in a dry run, and says what it would do", async () => {
    const { stage, id } = await due();
    await stage.run(id, { isDryRun: true });
    expect(await isBanned(stage)).toBe(true);
    expect(decisionIn(stage)?.state).toBe("pending");
    expect(eventsOf(stage)).toEqual(
      expect.arrayContaining(["would-decision-begun", "would-ban-lifted", "would-appeal-closed"]),
    );
  });
});

describe("a decision is done once, whatever happens on the way:", () => {
  const methods = ["unban", "sendMessage", "leaveNote", "archive"] as const;
  it.each(methods.flatMap((method) => [[method, true] as const, [method, false] as const]))(
    "the answer to %s is lost; was it carried out? %s",
    async (method, afterEffect) => {
      const { stage, id } = await due();
      stage.reddit.failNext(method, answerLost(), { afterEffect });
      await expect(stage.run(id)).rejects.toBeInstanceOf(Snooze);
      stage.clock.advance(6_000);
      await stage.runUntilDone(id);
      expect(await isBanned(stage)).toBe(false);
      expect(lastWords(stage, id, 2)).toHaveLength(2);
      expect(ourWords(stage, id)).toHaveLength(5);
      expect(appealIn(stage)).toMatchObject({ outcome: "granted", grantedBy: cast.moderator });
      expect(decisionIn(stage)).toMatchObject({ state: "done", trouble: null });
    },
  );

  it("the ban was lifted by hand while the answer to the bot's unban was lost", async () => {
    const { stage, id } = await due();
    stage.reddit.failNext("unban", answerLost());
    await expect(stage.run(id)).rejects.toBeInstanceOf(Snooze);
    stage.reddit.liftBan();
    stage.clock.advance(6_000);
    await stage.runUntilDone(id);
    expect(stage.reddit.calls("unban")).toBe(1);
    expect(decisionIn(stage)?.state).toBe("done");
    expect(ourWords(stage, id)).toHaveLength(5);
  });
});

describe("a later ban is never lifted,", () => {
  it("not one that was set before the decision began", async () => {
    const { stage, id } = await decided();
    stage.clock.advance(10_000);
    stage.reddit.liftBan();
    stage.reddit.ban({ note: "Rule 3" });
    // The log does not tell of it: only a look in the last moment can.
    stage.reddit.loseLogEntry();
    stage.reddit.loseLogEntry();
    stage.clock.advance(31_000);
    await stage.run(id);
    expect(stage.reddit.calls("unban")).toBe(0);
    expect(await isBanned(stage)).toBe(true);
    expect(decisionIn(stage)).toMatchObject({
      state: "refused",
      trouble: expect.stringMatching(/Another ban/),
    });
  });

  it("nor one that is set while it is carried out", async () => {
    const { stage, id } = await due();
    // The second look at the ban is the one right before the unban.
    stage.reddit.beforeEffect("findBan", () => {});
    stage.reddit.beforeEffect("findBan", () => {
      stage.clock.advance(5_000);
      stage.reddit.liftBan();
      stage.reddit.ban({ note: "Rule 3" });
    });
    await stage.runUntilDone(id);
    expect(stage.reddit.calls("unban")).toBe(0);
    expect(await isBanned(stage)).toBe(true);
    expect(decisionIn(stage)?.state).toBe("refused");
    expect(ourWords(stage, id)).toHaveLength(3);
  });

  it("nor one that is set while nobody knows whether the first was lifted", async () => {
    const { stage, id } = await due();
    stage.reddit.failNext("unban", answerLost(), { afterEffect: true });
    await expect(stage.run(id)).rejects.toBeInstanceOf(Snooze);
    stage.clock.advance(2_000);
    stage.reddit.ban({ note: "Rule 3" });
    stage.clock.advance(6_000);
    await stage.runUntilDone(id);
    expect(stage.reddit.calls("unban")).toBe(1);
    expect(await isBanned(stage)).toBe(true);
    expect(decisionIn(stage)?.state).toBe("refused");
  });
});

describe("a decision that cannot be carried out leaves the appeal with people:", () => {
  const untouched = async (stage: Stage, id: string) => {
    expect(await isBanned(stage)).toBe(true);
    expect(ourWords(stage, id)).toHaveLength(3);
    expect(appealIn(stage)?.state).toBe("forwarded");
    expect(decisionIn(stage)?.state).toBe("refused");
    expect(eventsOf(stage)).toContain("decision-refused");
  };

  it("its moderator is one no more", async () => {
    const { stage, id } = await due();
    stage.reddit.removeModerator();
    await stage.run(id);
    await untouched(stage, id);
  });

  it.each(["forbidden", "refused"] as const)("Reddit says of the unban: %s", async (kind) => {
    const { stage, id } = await due();
    stage.reddit.failNext("unban", redditFails(kind));
    await stage.run(id);
    await untouched(stage, id);
    const alerts = stage.events.events.filter(({ audience }) => audience === "alert");
    expect(alerts.map(({ event }) => event)).toContain("action-given-up");
  });
});

it("goes on without an answer that Reddit refuses", async () => {
  const { stage, id } = await due();
  stage.reddit.failNext("sendMessage", redditFails("refused"));
  await stage.run(id);
  expect(await isBanned(stage)).toBe(false);
  expect(ourWords(stage, id)).toHaveLength(4);
  expect(decisionIn(stage)).toMatchObject({
    state: "done",
    trouble: expect.stringMatching(/did not take the answer/),
  });
});

it("grants an appeal whose ban was lifted by hand before the decision began, and says nothing", async () => {
  const { stage, id } = await decided();
  stage.reddit.liftBan(cast.appellant, cast.subreddit, "other_warden");
  await stage.run(id);
  expect(appealIn(stage)).toMatchObject({ outcome: "granted", grantedBy: "other_warden" });
  expect(decisionIn(stage)).toMatchObject({
    state: "refused",
    trouble: expect.stringMatching(/already been lifted by u\/other_warden/),
  });
  expect(ourWords(stage, id)).toHaveLength(3);
});

it("answers under the moderators' name where that was chosen", async () => {
  const { stage, id } = await due({ isAuthorHidden: false });
  const sendMessage = vi.spyOn(stage.reddit, "sendMessage");
  await stage.run(id);
  expect(sendMessage.mock.calls.map((call: unknown[]) => call[2])).toEqual([
    { isAuthorHidden: false },
  ]);
});
