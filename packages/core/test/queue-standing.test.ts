import { expect, test } from "vitest";
import { nextAction, queueStanding, type StandingDecision } from "../src/index.ts";
import { anAppeal, minutesAfter, noon } from "../src/testing/index.ts";

const now = minutesAfter(noon, 5);
const mayDecide = { canDecide: true, now };

type Dated = StandingDecision & { readonly beginsAt: Date };

function aDecision(overrides: Partial<Dated> = {}): Dated {
  return {
    state: "pending",
    ...{ decidedById: "t2_warden", needsSecond: false, secondedBy: null },
    beginsAt: minutesAfter(now, 1),
    ...overrides,
  };
}

test("an appeal in control stands where one is that a moderator has taken up", () => {
  const control = queueStanding(anAppeal({ group: "control" }), null);
  const involved = queueStanding(anAppeal({ state: "invited", isModeratorInvolved: true }), null);
  expect([control, involved]).toEqual(["to-decide", "to-decide"]);
});

test("the bot has what waits for its form, people what was forwarded", () => {
  expect(queueStanding(anAppeal({ state: "invited" }), null)).toBe("with-bot");
  expect(queueStanding(anAppeal({ state: "forwarded" }), null)).toBe("to-decide");
  expect(queueStanding(anAppeal({ state: "closed", outcome: "denied" }), null)).toBe("denied");
});

test("a decision is under way until it is carried out, taken back or refused", () => {
  const forwarded = anAppeal({ state: "forwarded" });
  const standings = (["pending", "begun", "done", "taken-back", "refused"] as const).map((state) =>
    queueStanding(forwarded, aDecision({ state })),
  );
  expect(standings).toEqual(["under-way", "under-way", "to-decide", "to-decide", "to-decide"]);
});

test("the next action follows from where it stands and from what its reader may do", () => {
  const pending = aDecision();
  expect(nextAction("to-decide", null, mayDecide)).toBe("decide");
  expect(nextAction("to-decide", null, { canDecide: false, now })).toBe("ask-colleague");
  expect(nextAction("to-decide", { ...pending, state: "refused" }, mayDecide)).toBe("decide-again");
  expect(nextAction("under-way", pending, mayDecide)).toBe("take-back-or-wait");
  expect(nextAction("under-way", { ...pending, beginsAt: now }, mayDecide)).toBe(
    "being-carried-out",
  );
  expect(nextAction("with-bot", null, mayDecide)).toBe("wait-for-redditor");
  expect(nextAction("none", null, mayDecide)).toBe("nothing");
});

test("what waits for a second moderator is for the others to agree to", () => {
  const forwarded = anAppeal({ state: "forwarded" });
  const decision = aDecision({ needsSecond: true, beginsAt: now });
  const seconded = aDecision({ needsSecond: true, secondedBy: "other_warden" });
  expect(queueStanding(forwarded, decision, "t2_warden")).toBe("under-way");
  expect(queueStanding(forwarded, decision, "t2_other")).toBe("to-agree");
  expect(queueStanding(forwarded, seconded, "t2_other")).toBe("under-way");
  expect(nextAction("to-agree", decision, mayDecide)).toBe("agree");
  expect(nextAction("to-agree", decision, { canDecide: false, now })).toBe("wait-for-second");
  expect(nextAction("under-way", decision, mayDecide)).toBe("wait-for-second");
  expect(nextAction("under-way", seconded, mayDecide)).toBe("take-back-or-wait");
});
