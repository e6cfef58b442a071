import { describe, expect, it } from "vitest";
import {
  askedAnswers,
  askedQuestions,
  enabledQuestions,
  lateAnswers,
  mergeDraft,
  parseAnswers,
  questionSetSchema,
  seenDraft,
  showedAll,
  shownQuestions,
} from "../src/index.ts";

const options = [
  { value: "mistake", label: "A mistake" },
  { value: "sorry", label: "I am sorry" },
];
const set = questionSetSchema.parse({
  id: "branches",
  version: 1,
  questions: [
    { id: "why", kind: "one-of", label: "Why?", options },
    {
      id: "look_again",
      kind: "long",
      label: "What should we look at again?",
      maxLength: 20,
      onlyIf: { question: "why", isOneOf: ["mistake"] },
    },
    {
      id: "had_help",
      kind: "yes-no",
      label: "Did somebody help you?",
      onlyIf: { question: "why", isOneOf: ["sorry"] },
    },
    {
      id: "who",
      kind: "short",
      label: "Who?",
      onlyIf: { question: "had_help", isOneOf: ["yes"] },
    },
  ],
});
const ids = (questions: readonly { readonly id: string }[]) => questions.map(({ id }) => id);

/** Somebody who said "sorry" first, told of a helper, and then changed their mind. */
const changedMind = { why: "mistake", had_help: "yes", who: "Ida", look_again: "The date" };
const sent = { why: "mistake", look_again: "The date" };

describe("what a form asks", () => {
  it("follows the answers, and never asks on an answer that is no longer asked for", () => {
    expect(ids(askedQuestions(set, {}))).toEqual(["why"]);
    expect(ids(askedQuestions(set, { why: "sorry", had_help: "yes" }))).toEqual([
      "why",
      "had_help",
      "who",
    ]);
    expect(ids(askedQuestions(set, changedMind))).toEqual(["why", "look_again"]);
  });

  it("looks into an answer of several values", () => {
    const several = questionSetSchema.parse({
      ...set,
      questions: [{ id: "why", kind: "several-of", label: "Why?", options }, set.questions[1]],
    });
    expect(ids(askedQuestions(several, { why: ["sorry", "mistake"] }))).toContain("look_again");
    expect(ids(askedQuestions(several, { why: ["sorry"] }))).not.toContain("look_again");
  });

  it("leaves out what depends on a question that is off, however far away", () => {
    const off = {
      ...set,
      questions: set.questions.map((one) =>
        one.id === "had_help" ? { ...one, enabled: false } : one,
      ),
    };
    expect(ids(enabledQuestions(off))).toEqual(["why", "look_again"]);
  });

  it("asks on, where a page cannot follow the condition because the answer is in words", () => {
    const onWords = questionSetSchema.parse({
      ...set,
      questions: [
        { id: "name", kind: "short", label: "Name?", required: false },
        {
          id: "more",
          kind: "short",
          label: "More?",
          onlyIf: { question: "name", isOneOf: ["Ida"] },
        },
      ],
    });
    expect(ids(askedQuestions(onWords, {}))).toEqual(["name", "more"]);
  });
});

describe("an answer that a changed choice has hidden", () => {
  it("is no part of the answers, and nothing can be wrong with it", () => {
    expect(parseAnswers(set, changedMind)).toEqual({ isValid: true, answers: sent });
    expect(askedAnswers(set, changedMind)).toEqual(sent);
    const tooLong = { why: "sorry", had_help: "no", look_again: "x".repeat(50) };
    expect(parseAnswers(set, tooLong)).toEqual({
      isValid: true,
      answers: { why: "sorry", had_help: "no" },
    });
  });

  it("stays in the draft while anything else has to be mended", () => {
    const draft = { ...changedMind, look_again: "x".repeat(50) };
    expect(parseAnswers(set, draft)).toMatchObject({ isValid: false, draft });
    expect(mergeDraft(set, { draft, otherAnswers: {} }, draft, null).draft).toEqual(draft);
  });

  it("keeps nobody from sending, whichever window it was written in", () => {
    const kept = {
      draft: changedMind,
      otherAnswers: { who: ["Emil"] },
    };
    expect(showedAll(set, kept, sent, seenDraft({ draft: sent, otherAnswers: {} }))).toBe(true);
    const unseen = { ...kept, otherAnswers: { look_again: ["The place"] } };
    expect(showedAll(set, unseen, sent, seenDraft({ draft: sent, otherAnswers: {} }))).toBe(false);
  });

  it("does not come late", () => {
    expect(lateAnswers(set, changedMind, sent)).toEqual({});
    expect(lateAnswers(set, { who: "Ida" }, { why: "sorry", had_help: "yes" })).toEqual({
      who: "Ida",
    });
  });

  it("is shown where it was sent all the same, by an earlier version", () => {
    expect(ids(shownQuestions(set, { why: "mistake", who: "Ida" }))).toEqual([
      "why",
      "look_again",
      "who",
    ]);
  });
});
