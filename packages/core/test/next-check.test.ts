import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideAppeal, defaultCommunitySettings, nextCheck } from "../src/index.ts";
import {
  anAppeal,
  daysAfter,
  minutesAfter,
  noon,
  shortQuestions,
  someAnswers,
  someFacts,
} from "../src/testing/index.ts";

const form = { answers: someAnswers, questions: shortQuestions, submittedAt: noon };
const aMomentAfter = (date: Date) => new Date(date.getTime() + 1000);
const check = (appeal: ReturnType<typeof anAppeal>, now = noon, days = 30) =>
  nextCheck(appeal, noon, now, { ...defaultCommunitySettings, updateCutoffDays: days });

describe("the next look at an appeal", () => {
  it("is at the cutoff while we wait for the redditor", () => {
    for (const state of ["new", "invited"] as const) {
      expect(check(anAppeal({ state }))).toEqual(aMomentAfter(daysAfter(noon, 30)));
      expect(check(anAppeal({ state }), daysAfter(noon, 29))).toEqual(
        aMomentAfter(daysAfter(noon, 30)),
      );
    }
  });

  it("counts from the last change and by the community's cutoff", () => {
    const community = { ...defaultCommunitySettings, updateCutoffDays: 0.5 };
    expect(nextCheck(anAppeal(), daysAfter(noon, 3), noon, community)).toEqual(
      aMomentAfter(daysAfter(noon, 3.5)),
    );
  });

  it.each([
    ["a forwarded appeal", anAppeal({ state: "forwarded", form })],
    ["a control appeal", anAppeal({ group: "control" })],
    ["one that a moderator took up", anAppeal({ state: "invited", isModeratorInvolved: true })],
    [
      "one taken up with its form in",
      anAppeal({ state: "invited", isModeratorInvolved: true, form }),
    ],
  ])("asks for the outcome of %s now and then, and at the cutoff at the latest", (_, appeal) => {
    expect(check(appeal)).toEqual(daysAfter(noon, 1));
    expect(check(appeal, daysAfter(noon, 1))).toEqual(daysAfter(noon, 3));
    expect(check(appeal, daysAfter(noon, 8))).toEqual(daysAfter(noon, 14));
    expect(check(appeal, daysAfter(noon, 28))).toEqual(aMomentAfter(daysAfter(noon, 30)));
    expect(check(appeal, noon, 0.5)).toEqual(aMomentAfter(daysAfter(noon, 0.5)));
  });

  it("comes back within the hour to a form that could not be forwarded", () => {
    expect(check(anAppeal({ state: "invited", form }), minutesAfter(noon, 7))).toEqual(
      minutesAfter(noon, 67),
    );
  });

  it("never comes for a closed appeal", () => {
    expect(check(anAppeal({ state: "closed", outcome: "none" }))).toBeNull();
  });

  it("is due at once when the cutoff has passed unseen", () => {
    const now = daysAfter(noon, 50);
    const date = check(anAppeal(), now);
    expect(date && date <= now).toBe(true);
  });

  it("at the cutoff finds the appeal stale, whatever the settings", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 3650, noNaN: true }),
        fc.constantFrom("treatment" as const, "control" as const),
        fc.constantFrom("invited" as const, "forwarded" as const),
        (updateCutoffDays, group, state) => {
          const community = { ...defaultCommunitySettings, updateCutoffDays };
          const appeal = anAppeal({ group, state });
          const settledForAppeal = new Set(["invite", "archive:invite"]);
          let now = noon;
          for (let look = 0; look < 20; look += 1) {
            const next = nextCheck(appeal, noon, now, community);
            if (next === null) throw new Error("an open appeal is never left alone");
            expect(next > now).toBe(true);
            now = next;
            const { actions } = decideAppeal(
              someFacts({ appeal, group, settledForAppeal, community, now }),
            );
            if (actions.some(({ kind }) => kind === "close-appeal")) return;
          }
          throw new Error("it was never closed");
        },
      ),
    );
  });
});
