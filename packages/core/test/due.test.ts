import { describe, expect, it } from "vitest";
import {
  appealStates,
  formEnd,
  formSubmitted,
  isFormWaiting,
  lateBefore,
  mostUrgent,
  statesWithBot,
  unsettledBefore,
} from "../src/index.ts";
import { minutesAfter, noon } from "../src/testing/index.ts";

describe("a form that was sent", () => {
  it("waits for the bot until people have it", () => {
    const waiting = appealStates.filter((state) =>
      isFormWaiting({ state, isModeratorInvolved: false, submittedAt: noon }),
    );
    expect(waiting).toEqual(["new", "invited"]);
    expect(statesWithBot).toEqual(waiting);
    const invited = { state: "invited", isModeratorInvolved: false, submittedAt: noon } as const;
    expect(isFormWaiting({ ...invited, submittedAt: null })).toBe(false);
    expect(isFormWaiting({ ...invited, isModeratorInvolved: true })).toBe(false);
  });

  it("makes its appeal due at once, and the cutoff count from there", () => {
    expect(formSubmitted(noon)).toEqual({ lastChangedAt: noon, nextCheckAt: noon });
  });

  it("is late after five minutes", () => {
    expect(lateBefore(minutesAfter(noon, 5))).toEqual(noon);
  });
});

it("a form is sent once, while its appeal is open", () => {
  const ends = appealStates.map((state) => formEnd({ state, submittedAt: null }));
  expect(ends).toEqual([null, null, null, "closed"]);
  for (const state of appealStates)
    expect(formEnd({ state, submittedAt: noon })).toBe("already-submitted");
});

it("an effect is due half a minute after it was begun", () => {
  expect(unsettledBefore(new Date(noon.getTime() + 30_000))).toEqual(noon);
});

it("of what is due, the most urgent of each conversation stays, in its order", () => {
  const due = [
    { conversationId: "c1", because: "check-due" },
    { conversationId: "c2", because: "check-due" },
    { conversationId: "c1", because: "effect-unsettled" },
    { conversationId: "c3", because: "form-submitted" },
  ] as const;
  expect(mostUrgent(due, 10)).toEqual([due[3], due[2], due[1]]);
  expect(mostUrgent(due, 1)).toEqual([due[3]]);
});
