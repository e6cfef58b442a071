import { describe, expect, it } from "vitest";
import { assignGroup, decideAppeal, defaultCommunitySettings } from "../src/index.ts";
import {
  aBan,
  aConversation,
  anAppeal,
  minutesAfter,
  noon,
  someFacts,
} from "../src/testing/index.ts";

const bannedAt = minutesAfter(noon, -60);
const half = { ...defaultCommunitySettings, treatmentFraction: 0.5 };
const opening = (group: "control" | "treatment") => ({
  kind: "open-appeal",
  key: "open",
  group,
  bannedAt,
});
const drawing = (group: "control" | "treatment") => ({
  kind: "draw-group",
  key: "draw-group",
  group,
});
const firstSteps = [
  { kind: "send", key: "invite", scope: "appeal", text: "invite" },
  { kind: "archive", key: "archive:invite", scope: "appeal" },
];

describe("rule 10, control", () => {
  it("draws and records, and does nothing else", () => {
    expect(decideAppeal(someFacts({ community: half, draw: 0.5 }))).toEqual({
      reason: "control",
      actions: [drawing("control"), opening("control")],
    });
  });

  it("keeps a group that was drawn before, whatever would be drawn now", () => {
    expect(decideAppeal(someFacts({ community: half, draw: 0, group: "control" }))).toEqual({
      reason: "control",
      actions: [opening("control")],
    });
  });

  it("has nothing more to do once the appeal is open", () => {
    const appeal = anAppeal({ group: "control" });
    expect(decideAppeal(someFacts({ appeal, group: "control" }))).toEqual({
      reason: "control",
      actions: [],
    });
  });

  it("goes by the group of the open appeal", () => {
    const appeal = anAppeal({ group: "control" });
    expect(decideAppeal(someFacts({ appeal, group: "treatment" })).actions).toEqual([]);
  });

  it("links a second conversation in silence, once", () => {
    const appeal = anAppeal({ group: "control" });
    const conversation = aConversation({ id: "c2" });
    expect(decideAppeal(someFacts({ appeal, conversation }))).toEqual({
      reason: "control",
      actions: [{ kind: "link-conversation", key: "link:c2" }],
    });
    const settledForAppeal = new Set(["link:c2"]);
    expect(decideAppeal(someFacts({ appeal, conversation, settledForAppeal })).actions).toEqual([]);
  });
});

describe("rule 11, eligible", () => {
  it("draws, opens, invites and archives, in this order", () => {
    expect(decideAppeal(someFacts({ community: half, draw: 0.4999 }))).toEqual({
      reason: "eligible",
      actions: [drawing("treatment"), opening("treatment"), ...firstSteps],
    });
  });

  it("keeps a group that was drawn before", () => {
    expect(decideAppeal(someFacts({ community: half, draw: 0.9, group: "treatment" }))).toEqual({
      reason: "eligible",
      actions: [opening("treatment"), ...firstSteps],
    });
  });

  it("opens an appeal without a date where Reddit told none", () => {
    const { actions } = decideAppeal(someFacts({ ban: aBan({ bannedAt: null }) }));
    expect(actions).toContainEqual({ ...opening("treatment"), bannedAt: null });
  });
});

describe("the draw", () => {
  it("puts everyone in treatment at 1 and nobody at 0", () => {
    for (const draw of [0, 0.5, 1 - Number.EPSILON]) {
      expect(assignGroup(draw, 1)).toBe("treatment");
      expect(assignGroup(draw, 0)).toBe("control");
    }
  });

  it("puts the given share in treatment", () => {
    const draws = Array.from({ length: 1000 }, (_, index) => index / 1000);
    const share = draws.filter((draw) => assignGroup(draw, 0.3) === "treatment").length;
    expect(share).toBe(300);
  });
});
