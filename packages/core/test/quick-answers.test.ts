import { describe, expect, it } from "vitest";
import { decideAppeal, defaultCommunitySettings, quickAnswerers } from "../src/index.ts";
import {
  aConversation,
  aMessage,
  anAuthor,
  cast,
  minutesAfter,
  noon,
  someFacts,
} from "../src/testing/index.ts";

const asked = aMessage(cast.appellant, { id: "m1" });
const answer = (name: string, seconds: number) =>
  aMessage(name, {
    id: "m2",
    author: anAuthor(name, { isModerator: true }),
    date: minutesAfter(noon, seconds / 60),
  });
const factsWith = (name: string, seconds: number, count = 3, autoResponders: string[] = []) =>
  someFacts({
    conversation: aConversation({ messages: [asked, answer(name, seconds)] }),
    community: { ...defaultCommunitySettings, autoResponders },
    quickAnswers: new Map([[name, count]]),
  });

describe("an account that answers everybody within seconds", () => {
  it("is noticed by the time that it takes", () => {
    expect(quickAnswerers(factsWith("Welcome-App", 1))).toEqual(["Welcome-App"]);
    expect(quickAnswerers(factsWith("trail_warden", 90))).toEqual([]);
    expect(quickAnswerers(factsWith("AutoModerator", 1))).toEqual([]);
    expect(quickAnswerers(factsWith("saferbot", 1))).toEqual([]);
  });

  it("is of no interest once we have spoken: a person may be at hand then", () => {
    const facts = factsWith("trail_warden", 2);
    const ours = { ...answer(cast.bot, 1), id: "m1b" };
    const [first, second] = facts.conversation.messages;
    if (!first || !second) throw new Error("two messages");
    const conversation = aConversation({ messages: [first, ours, second] });
    expect(quickAnswerers({ ...facts, conversation })).toEqual([]);
  });

  it("is reported to moderators at its third conversation, once", () => {
    const keys = (count: number) =>
      decideAppeal(factsWith("Welcome-App", 1, count)).actions.map(({ key }) => key);
    expect([1, 2, 3, 4].map(keys)).toEqual([[], [], ["auto-responder"], []]);
    const facts = factsWith("Welcome-App", 1);
    const settledForConversation = new Set(["auto-responder"]);
    expect(decideAppeal({ ...facts, settledForConversation }).actions).toEqual([]);
  });

  it("is no person once the community lists it", () => {
    const facts = factsWith("Welcome-App", 1, 3, ["welcome-app"]);
    expect(quickAnswerers(facts)).toEqual([]);
    expect(decideAppeal(facts).reason).toBe("eligible");
  });
});
