import { describe, expect, it } from "vitest";
import { type Author, decideAppeal, defaultCommunitySettings, type Message } from "../src/index.ts";
import {
  aBanNotice,
  aConversation,
  aMessage,
  anAppeal,
  anAuthor,
  cast,
  minutesAfter,
  noon,
  shortQuestions,
  someAnswers,
  someFacts,
} from "../src/testing/index.ts";

const fromAppellant = aMessage(cast.appellant, { id: "m1" });
const answer = (author: Partial<Author> = {}, message: Partial<Message> = {}) =>
  aMessage(author.name ?? cast.moderator, {
    id: "m2",
    date: minutesAfter(noon, 1),
    author: anAuthor(cast.moderator, author),
    ...message,
  });
const answered = aConversation({ messages: [fromAppellant, answer()] });
const form = { answers: someAnswers, questions: shortQuestions, submittedAt: noon };
const mark = { kind: "mark-involved", key: "involved" };
const note = (part: number) => ({
  kind: "note",
  key: part === 1 ? "note" : `note:${part}`,
  scope: "appeal",
  note: "answers",
  part,
});

function reasonFor(...messages: Message[]): string {
  return decideAppeal(someFacts({ conversation: aConversation({ messages }) })).reason;
}

describe("rule 7: who counts as a person", () => {
  it("a moderator who answers publicly does", () => {
    expect(reasonFor(fromAppellant, answer())).toBe("human-involved");
    expect(reasonFor(fromAppellant, answer(), aMessage(cast.appellant, { id: "m3" }))).toBe(
      "human-involved",
    );
  });

  it("a moderator whose account is gone still does", () => {
    const gone = answer({ name: "[deleted]", isModerator: false, isDeleted: true });
    expect(reasonFor(fromAppellant, gone)).toBe("human-involved");
  });

  it.each([
    ["a private note", answer({}, { isPrivate: true })],
    ["our bot", answer({ name: cast.bot })],
    ["our bot in other letters", answer({ name: cast.bot.toUpperCase() })],
    ["AutoModerator", answer({ name: "AutoModerator" })],
    ["AutoModerator in other letters", answer({ name: "automoderator" })],
    ["an employee of Reddit who moderates nothing", answer({ isModerator: false, isAdmin: true })],
  ])("%s does not", (_, message) => {
    expect(reasonFor(fromAppellant, message)).toBe("eligible");
  });

  it("a listed bot does not, once the appellant has written after it", () => {
    const again = aMessage(cast.appellant, { id: "m3" });
    const bot = answer({ name: "SaferBot" });
    expect(reasonFor(fromAppellant, bot, again)).toBe("eligible");
    const community = { ...defaultCommunitySettings, otherBots: [] };
    const conversation = aConversation({ messages: [fromAppellant, bot, again] });
    expect(decideAppeal(someFacts({ community, conversation })).reason).toBe("human-involved");
  });

  it("whoever wrote the first message does not, for it may be the ban notice", () => {
    expect(reasonFor(aBanNotice("Rule 2"), fromAppellant)).toBe("eligible");
    expect(reasonFor(answer(), fromAppellant)).toBe("eligible");
    expect(reasonFor(aBanNotice("Rule 2"), fromAppellant, answer())).toBe("human-involved");
  });

  it("an account that the bot used before does not", () => {
    const conversation = aConversation({ messages: [fromAppellant, answer({ name: "OldBot" })] });
    expect(
      decideAppeal(someFacts({ conversation, ownAccounts: [cast.bot, "oldbot"] })).reason,
    ).toBe("eligible");
  });
});

describe("rule 7: what is done", () => {
  const decide = (overrides: Parameters<typeof someFacts>[0]) =>
    decideAppeal(someFacts({ conversation: answered, ...overrides }));

  it("nothing without an appeal", () => {
    expect(decide({})).toEqual({ reason: "human-involved", actions: [] });
  });

  it.each(["new", "invited", "forwarded"] as const)("a %s appeal is marked once", (state) => {
    const appeal = anAppeal({ state });
    expect(decide({ appeal })).toEqual({ reason: "human-involved", actions: [mark] });
    expect(decide({ appeal: { ...appeal, isModeratorInvolved: true } }).actions).toEqual([]);
  });

  it("a control appeal is marked, and nothing more", () => {
    expect(decide({ appeal: anAppeal({ group: "control" }) }).actions).toEqual([mark]);
    const withForm = anAppeal({ group: "control", form });
    expect(decide({ appeal: withForm }).actions).toEqual([mark]);
  });

  it("a submitted form is left as a private note, with nothing public and nothing moved", () => {
    const appeal = anAppeal({ state: "invited", form });
    expect(decide({ appeal }).actions).toEqual([mark, note(1)]);
    const marked = { ...appeal, isModeratorInvolved: true };
    expect(decide({ appeal: marked }).actions).toEqual([note(1)]);
    expect(decide({ appeal: marked, settledForAppeal: new Set(["note"]) }).actions).toEqual([]);
  });

  it("a note in three parts is left to the end, whichever part the last run reached", () => {
    const appeal = anAppeal({ state: "invited", form, isModeratorInvolved: true });
    const parts = (...settled: string[]) =>
      decide({ appeal, noteParts: 3, settledForAppeal: new Set(settled) }).actions;
    expect(parts()).toEqual([note(1), note(2), note(3)]);
    expect(parts("invite", "final", "note")).toEqual([note(2), note(3)]);
    expect(parts("note", "note:2")).toEqual([note(3)]);
    expect(parts("note", "note:2", "note:3")).toEqual([]);
  });

  it("answers that people have already are not left again", () => {
    const appeal = anAppeal({ state: "forwarded", form, isModeratorInvolved: true });
    expect(decide({ appeal, settledForAppeal: new Set(["final", "note"]) }).actions).toEqual([]);
  });
});
