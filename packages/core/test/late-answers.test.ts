import { describe, expect, it } from "vitest";
import { lateAnswers, questionSetSchema } from "../src/index.ts";

const questions = questionSetSchema.parse({
  id: "late",
  version: 1,
  questions: [
    { id: "why", kind: "long", label: "Why?" },
    { id: "when", kind: "short", label: "When?" },
    {
      id: "boots",
      kind: "one-of",
      label: "Boots?",
      options: [
        { value: "red", label: "Red" },
        { value: "dark_red", label: "Dark red" },
      ],
    },
    {
      id: "birds",
      kind: "several-of",
      label: "Birds?",
      options: [
        { value: "heron", label: "Heron" },
        { value: "duck", label: "Duck" },
      ],
    },
    { id: "off", kind: "long", label: "Off?", enabled: false },
  ],
});
const known = { why: "I am sorry for it.", boots: "dark_red", birds: ["heron", "duck"] };
const late = (posted: Parameters<typeof lateAnswers>[1]) => lateAnswers(questions, posted, known);

describe("words that come late", () => {
  it("are those that are not known, question by question", () => {
    expect(late({ ...known, why: "I am sorry for it. Truly.", when: "At dawn" })).toEqual({
      why: "I am sorry for it. Truly.",
      when: "At dawn",
    });
    expect(late({ boots: "red", birds: ["duck"] })).toEqual({ boots: "red", birds: ["duck"] });
  });

  it("are none where nothing was written, the same, or an earlier state of it", () => {
    expect(late({})).toEqual({});
    expect(late(known)).toEqual({});
    expect(late({ why: "I am sor", birds: ["duck", "heron"] })).toEqual({});
  });

  it("belong to questions of the form", () => {
    expect(late({ off: "x", intent: "send", __proto__: "x", constructor: "x" })).toEqual({});
    expect(lateAnswers(questions, { why: "x" }, {})).toEqual({ why: "x" });
  });
});
