import { describe, expect, it } from "vitest";
import { enabledQuestions, longestAnswer, questionSetSchema } from "../src/index.ts";

const options = [
  { value: "a", label: "A" },
  { value: "b", label: "B" },
];
const short = { id: "one", kind: "short", label: "One?" };
const setOf = (...questions: unknown[]) => ({ id: "set", version: 1, questions });

function complaints(input: unknown): readonly string[] {
  const result = questionSetSchema.safeParse(input);
  return result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

describe("a set of questions", () => {
  it("fills in what was left unsaid", () => {
    const set = questionSetSchema.parse(setOf(short, { ...short, id: "two", kind: "long" }));
    const unsaid = { required: true, enabled: true, showRules: false, minLength: 1 };
    expect(set.questions).toEqual([
      { ...short, ...unsaid, maxLength: 200 },
      { ...short, id: "two", kind: "long", ...unsaid, maxLength: 1500 },
    ]);
  });

  it("takes every kind, with one wording or one for each language", () => {
    const input = setOf(
      short,
      { id: "two", kind: "long", label: { en: "Two?", "pt-BR": "Dois?" }, help: "Take your time." },
      { id: "three", kind: "one-of", label: "Three?", options },
      { id: "four", kind: "several-of", label: "Four?", options },
      { id: "five", kind: "yes-no", label: "Five?", onlyIf: { question: "four", isOneOf: ["a"] } },
    );
    expect(complaints(input)).toEqual([]);
    expect(questionSetSchema.parse(questionSetSchema.parse(input))).toEqual(
      questionSetSchema.parse(input),
    );
  });

  it("asks only what is enabled, in its order", () => {
    const set = questionSetSchema.parse(
      setOf({ ...short, id: "b" }, { ...short, id: "gone", enabled: false }, { ...short, id: "a" }),
    );
    expect(enabledQuestions(set).map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it.each([
    ["an id twice", setOf(short, short), 'the id "one" stands twice'],
    [
      "a condition on a later question",
      setOf({ ...short, onlyIf: { question: "two", isOneOf: ["a"] } }, { ...short, id: "two" }),
      '"one" depends on "two", which must come before it',
    ],
    [
      "a condition on itself",
      setOf({ ...short, onlyIf: { question: "one", isOneOf: ["a"] } }),
      '"one" depends on "one"',
    ],
    [
      "lengths the wrong way round",
      setOf({ ...short, minLength: 9, maxLength: 8 }),
      "minLength is above maxLength",
    ],
    [
      "an option twice",
      setOf({ id: "one", kind: "one-of", label: "One?", options: [...options, options[0]] }),
      '"one" offers a value twice',
    ],
    ["an id with capitals", setOf({ ...short, id: "One" }), "an id is a lower-case letter"],
    [
      "an id of the prototype",
      setOf({ ...short, id: "__proto__" }),
      "an id is a lower-case letter",
    ],
    ["an id that every object has", setOf({ ...short, id: "constructor" }), "choose another id"],
    ["a language that is none", setOf({ ...short, label: { English: "One?" } }), "label"],
    ["a label of blanks", setOf({ ...short, label: "  " }), "label"],
    ["no language at all", setOf({ ...short, label: {} }), "label"],
    ["an unknown kind", setOf({ ...short, kind: "essay" }), "kind"],
    ["an unknown key", setOf({ ...short, placeholder: "…" }), "placeholder"],
    [
      "a single option",
      setOf({ id: "one", kind: "one-of", label: "One?", options: [options[0]] }),
      "options",
    ],
    ["answers beyond the limit", setOf({ ...short, maxLength: longestAnswer + 1 }), "maxLength"],
    ["no questions", setOf(), "questions"],
  ])("refuses %s and says so", (_, input, complaint) => {
    expect(complaints(input).join("\n")).toContain(complaint);
  });
});
