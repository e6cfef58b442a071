import { describe, expect, it } from "vitest";
import { type Action, type AppealFacts, decideAppeal, notBanned } from "../src/index.ts";
import {
  aBan,
  aConversation,
  aDecision,
  aMessage,
  anAppeal,
  anAppellant,
  cast,
  daysAfter,
  minutesAfter,
  noon,
  someFacts,
} from "../src/testing/index.ts";

const due = minutesAfter(noon, 2);

function facts(overrides: Partial<AppealFacts> = {}): AppealFacts {
  const appeal = anAppeal({ state: "forwarded" });
  return someFacts({ now: due, appeal, moderatorDecision: aDecision(), ...overrides });
}

const keys = (overrides: Partial<AppealFacts> = {}) =>
  decideAppeal(facts(overrides)).actions.map(({ key }) => key);
const closing = (actions: readonly Action[]) =>
  actions.find((action) => action.kind === "close-appeal");
const settled = (...parts: string[]) => new Set(parts.map((part) => `decision:1:${part}`));
const all = ["begin", "unban", "reply", "note", "archive"].map((part) => `decision:1:${part}`);

describe("what moderators decided on the site", () => {
  it.each(["new", "invited", "forwarded"] as const)(
    "is carried out once it can be taken back no more, of an appeal that is %s",
    (state) => {
      const appeal = anAppeal({ state });
      expect(keys({ appeal })).toEqual([...all, "close"]);
      expect(decideAppeal(facts({ appeal })).reason).toBe("moderator-decision");
    },
  );

  it("is carried out in control as well, and where a person has taken it up", () => {
    const appeal = anAppeal({ group: "control", isModeratorInvolved: true });
    expect(keys({ appeal })).toEqual([...all, "close"]);
  });

  it("closes the appeal as granted by whoever decided, or as denied", () => {
    const { actions } = decideAppeal(facts());
    expect(closing(actions)).toMatchObject({
      outcome: "granted",
      lift: { at: due, by: cast.moderator },
      decision: { id: "decision-1", state: "done", trouble: null },
    });
    for (const kind of ["keep", "close"] as const) {
      const moderatorDecision = aDecision({ kind, reply: kind === "keep" ? "No." : null });
      const decided = decideAppeal(facts({ moderatorDecision })).actions;
      expect(closing(decided)?.outcome).toBe("denied");
      const parts = kind === "keep" ? ["begin", "reply", "note"] : ["begin", "note"];
      expect(decided.map(({ key }) => key)).toEqual([
        ...[...parts, "archive"].map((part) => `decision:1:${part}`),
        "close",
      ]);
    }
  });

  it.each([
    ["can still be taken back", aDecision({ beginsAt: minutesAfter(due, 0.01) })],
    ["waits for a second moderator", aDecision({ needsSecond: true })],
  ])("changes nothing while it %s", (_, moderatorDecision) => {
    const pending = decideAppeal(facts({ moderatorDecision }));
    expect(pending).toEqual(decideAppeal(facts({ moderatorDecision: null })));
  });

  it("keeps silence from closing the appeal while it can be taken back", () => {
    const moderatorDecision = aDecision({ beginsAt: daysAfter(noon, 41) });
    const late = { now: daysAfter(noon, 40), moderatorDecision };
    expect(keys(late)).toEqual([]);
    expect(keys({ ...late, moderatorDecision: null })).toEqual(["close"]);
  });

  it("begins once it has been seconded", () => {
    const moderatorDecision = aDecision({ needsSecond: true, secondedBy: "other_warden" });
    expect(keys({ moderatorDecision })[0]).toBe("decision:1:begin");
  });

  it("is gone on with where an earlier run left off", () => {
    const moderatorDecision = aDecision({ state: "begun", liftedAt: due });
    const settledForAppeal = settled("unban", "reply");
    const { actions } = decideAppeal(
      facts({ moderatorDecision, settledForAppeal, ban: notBanned, now: daysAfter(due, 1) }),
    );
    expect(actions.map(({ key }) => key)).toEqual([
      "decision:1:note",
      "decision:1:archive",
      "close",
    ]);
    expect(closing(actions)).toMatchObject({
      lift: { at: due, by: cast.moderator },
      decision: { trouble: null },
    });
  });

  it("leaves the conversation where people see it when the redditor wrote since", () => {
    const messages = [aMessage(cast.appellant, { date: minutesAfter(noon, 1.2) })];
    const { actions } = decideAppeal(facts({ conversation: aConversation({ messages }) }));
    expect(actions.map(({ key }) => key)).not.toContain("decision:1:archive");
    expect(closing(actions)?.decision?.trouble).toMatch(/wrote again/);
  });

  it("goes on without an answer that Reddit refused, and says so", () => {
    const { actions } = decideAppeal(
      facts({
        moderatorDecision: aDecision({ state: "begun", liftedAt: due }),
        ban: notBanned,
        settledForAppeal: settled("unban"),
        givenUpForAppeal: new Map([["decision:1:reply", null]]),
      }),
    );
    expect(actions.map(({ key }) => key)[0]).toBe("decision:1:note");
    expect(closing(actions)?.decision?.trouble).toMatch(/muted/);
  });

  it("brings answers that had not reached people into the conversation first", () => {
    const form = { answers: {}, questions: { id: "q", version: 1, questions: [] } };
    const appeal = anAppeal({ state: "invited", form: { ...form, submittedAt: noon } });
    expect(keys({ appeal }).slice(2)).toEqual([
      "decision:1:reply",
      "note",
      "decision:1:note",
      "decision:1:archive",
      "close",
    ]);
  });
});

describe("a decision is refused, and the appeal stays with people,", () => {
  const refusal = (overrides: Partial<AppealFacts>) => {
    const { actions } = decideAppeal(facts(overrides));
    const [first, ...rest] = actions;
    if (first?.kind !== "settle-decision") throw new Error("it was not refused");
    expect(rest).toEqual([]);
    expect(first.decision.state).toBe("refused");
    return first.decision.trouble;
  };

  it("where its moderator may not decide any more", () => {
    expect(refusal({ isDeciderEntitled: false })).toMatch(/u\/trail_warden may no longer decide/);
  });

  it("where Reddit refuses to lift the ban", () => {
    const moderatorDecision = aDecision({ state: "begun" });
    const givenUpForAppeal = new Map([["decision:1:unban", null]]);
    expect(refusal({ moderatorDecision, givenUpForAppeal })).toMatch(/did not let the bot/);
  });

  it.each(["keep", "close"] as const)(
    "where the form was sent after it was decided to %s the ban",
    (kind) => {
      const form = { answers: {}, questions: { id: "q", version: 1, questions: [] } };
      const submittedAt = minutesAfter(noon, 1.1);
      const appeal = anAppeal({ state: "forwarded", form: { ...form, submittedAt } });
      const moderatorDecision = aDecision({ kind });
      expect(refusal({ appeal, moderatorDecision })).toMatch(/sent the form/);
    },
  );

  it("where another ban stands that the redditor has said nothing about", () => {
    const ban = aBan({ bannedAt: minutesAfter(noon, 1.1) });
    for (const state of ["pending", "begun"] as const) {
      const { actions } = decideAppeal(facts({ ban, moderatorDecision: aDecision({ state }) }));
      expect(actions.map(({ kind }) => kind)).toEqual(["close-appeal"]);
      expect(closing(actions)).toMatchObject({
        outcome: "granted",
        decision: { state: "refused", trouble: expect.stringMatching(/Another ban/) },
      });
    }
  });
});

describe("a decision ends with its appeal", () => {
  it("whose ban was lifted by hand before it began", () => {
    const lift = { at: minutesAfter(noon, 1.2), by: "other_warden" };
    for (const beginsAt of [noon, daysAfter(noon, 1)]) {
      const moderatorDecision = aDecision({ beginsAt });
      const { actions, reason } = decideAppeal(facts({ ban: notBanned, lift, moderatorDecision }));
      expect(reason).toBe("not-banned");
      expect(actions).toMatchObject([
        {
          kind: "close-appeal",
          outcome: "granted",
          lift,
          decision: { state: "refused", trouble: expect.stringMatching(/by u\/other_warden/) },
        },
      ]);
    }
  });

  it("whose redditor is gone", () => {
    const conversation = aConversation({ appellant: anAppellant({ account: "deleted" }) });
    const { actions } = decideAppeal(facts({ conversation }));
    expect(actions).toMatchObject([
      { kind: "close-appeal", outcome: "none", decision: { state: "refused" } },
    ]);
  });

  it("not in another conversation while it is carried out", () => {
    const conversation = aConversation({ id: "c2" });
    const moderatorDecision = aDecision({ state: "begun" });
    expect(keys({ conversation, moderatorDecision, ban: notBanned })).not.toContain("close");
  });
});

it("never names the bot as the moderator who lifted a ban", () => {
  const lift = { at: noon, by: cast.bot.toUpperCase() };
  const over = { ban: notBanned, lift };
  expect(closing(decideAppeal(facts({ ...over, moderatorDecision: null })).actions)?.lift).toEqual({
    at: noon,
    by: null,
  });
  const moderatorDecision = aDecision({ state: "begun" });
  const decided = decideAppeal(facts({ ...over, moderatorDecision })).actions;
  expect(closing(decided)?.lift).toEqual({ at: noon, by: cast.moderator });
});
