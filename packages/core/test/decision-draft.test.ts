import { expect, test } from "vitest";
import {
  checkDecision,
  type DecisionDraft,
  emptyDecisionDraft,
  longestReason,
} from "../src/index.ts";

const now = new Date("2026-11-27T12:00:00Z");

function check(filled: Partial<DecisionDraft>) {
  return checkDecision({ ...emptyDecisionDraft, ...filled }, now);
}

function problems(filled: Partial<DecisionDraft>): readonly string[] {
  const checked = check(filled);
  return checked.isValid ? [] : checked.problems.map(({ field, code }) => `${field}: ${code}`);
}

test("an empty form lacks the decision, and a ban that stays its reason", () => {
  expect(problems({})).toEqual(["kind: required"]);
  expect(problems({ kind: "keep", reason: "\u200B \u2800" })).toEqual(["reason: required"]);
  expect(problems({ kind: "keep", reply: "Not this time." })).toEqual([]);
  expect(problems({ kind: "lift", reply: "See {{rule}}." })).toEqual(["reply: unfilled"]);
  expect(problems({ kind: "lift" })).toEqual([]);
  expect(problems({ kind: "close" })).toEqual([]);
});

test("what does not belong to the decision is left out", () => {
  const all = {
    reply: " Welcome back. ",
    reason: "You understood.",
    appealAgain: "30",
    isProbation: true,
    probationUntil: "2027-01-31",
    probationConditions: "No flowers.",
  } as const;
  expect(check({ ...all, kind: "lift" })).toMatchObject({
    decision: {
      reply: "Welcome back.",
      mayAppealAgainAt: null,
      probation: { until: new Date("2027-01-31T00:00:00Z"), conditions: "No flowers." },
    },
  });
  expect(check({ ...all, kind: "keep" })).toMatchObject({
    decision: { mayAppealAgainAt: new Date("2026-12-27T12:00:00Z"), probation: null },
  });
  expect(check({ ...all, kind: "close" })).toMatchObject({ decision: { reply: null } });
});

test.each([
  ["", "required"],
  ["soon", "not-a-date"],
  ["2027-02-31", "not-a-date"],
  ["2026-11-27", "not-in-the-future"],
  ["2126-11-27", "too-far"],
])("the date %j is %s", (appealAgainOn, code) => {
  const kept = { kind: "keep", reason: "So.", appealAgain: "date", appealAgainOn } as const;
  expect(problems(kept)).toEqual([`appealAgainOn: ${code}`]);
});

test("texts have their limits, and a probation its conditions", () => {
  expect(problems({ kind: "lift", reason: "x".repeat(longestReason + 1) })).toEqual([
    "reason: too-long",
  ]);
  expect(problems({ kind: "lift", isProbation: true, probationUntil: "2027-01-01" })).toEqual([
    "probationConditions: required",
  ]);
});
