import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Answers,
  answerText,
  type EarlierAppeal,
  longestNote,
  notBanned,
  privateNoteParts,
  type QuestionSet,
  questionSetSchema,
  quoteMarkdown,
  type SubmittedForm,
} from "../src/index.ts";
import { daysAfter, noon } from "../src/testing/index.ts";

const options = [
  { value: "mistake", label: { en: "A mistake", de: "Ein Versehen" } },
  { value: "other", label: "Something else" },
];
const set = questionSetSchema.parse({
  id: "all-kinds",
  version: 3,
  questions: [
    { id: "story", kind: "long", label: { en: "What happened?", de: "Was ist geschehen?" } },
    { id: "why", kind: "one-of", label: "Why?", options },
    {
      id: "why_other",
      kind: "short",
      label: "What else?",
      onlyIf: { question: "why", isOneOf: ["other"] },
    },
    { id: "rules", kind: "several-of", label: "Which rules?", required: false, options },
    { id: "sure", kind: "yes-no", label: "Are you sure?" },
    { id: "gone", kind: "short", label: "Asked no more", enabled: false },
  ],
});
const context = { heading: "Answers of u/ida", language: "en", earlierAppeals: [], ban: notBanned };

function formOf(answers: Answers, questions: QuestionSet = set): SubmittedForm {
  return { answers, questions, submittedAt: noon };
}

describe("the private note with the answers", () => {
  it("shows each answer under its question, labels instead of values", () => {
    const answers = {
      story: "I left.\n\nSorry.",
      why: "mistake",
      rules: ["mistake", "other"],
      sure: "no",
    };
    expect(privateNoteParts(formOf(answers), context)).toEqual([
      [
        "Answers of u/ida",
        "**What happened?**\n\n> I left.\n>\n> Sorry.",
        "**Why?**\n\n> A mistake",
        "**Which rules?**\n\n> A mistake\n> Something else",
        "**Are you sure?**\n\n> No",
      ].join("\n\n"),
    ]);
  });

  it("says so where a question was left open, and keeps an answer that was not due", () => {
    const note = privateNoteParts(formOf({ why_other: "Homesick", sure: "yes" }), context).join("");
    expect(note).toContain("**What happened?**\n\n> —");
    expect(note).toContain("**What else?**\n\n> Homesick");
    expect(note).toContain("**Are you sure?**\n\n> Yes");
    expect(note).not.toContain("Asked no more");
    const notDue = privateNoteParts(formOf({ why: "mistake", sure: "yes" }), context).join("");
    expect(notDue).not.toContain("What else?");
  });

  it("speaks the community's language where it can", () => {
    const answers = { story: "x", why: "mistake", rules: ["other"] };
    const note = privateNoteParts(formOf(answers), { ...context, language: "de-AT" }).join("");
    expect(note).toContain("**Was ist geschehen?**");
    expect(note).toContain("> Ein Versehen");
    expect(note).toContain("> Something else");
    const [question] = set.questions;
    if (question) expect(answerText(question, {}, "de")).toBe("—");
    // As it was stored before such an answer was refused.
    if (question) expect(answerText(question, { story: "\u200B \u3164" }, "de")).toBe("—");
  });

  it("shows a value whose option is gone as it is", () => {
    expect(privateNoteParts(formOf({ why: "former" }), context).join("")).toContain("> former");
  });

  it("lets no answer break out of its quote", () => {
    const story = "# Unbanned\n[click](https://bad.example)\n**Why?**\n> quoted\n---\na|b";
    const [note] = privateNoteParts(formOf({ story }), context);
    expect(note).toContain(
      [
        "> \\# Unbanned",
        "> \\[click\\](https://bad.example)",
        "> \\*\\*Why?\\*\\*",
        "> \\> quoted",
        "> \\---",
        "> a\\|b",
      ].join("\n"),
    );
  });

  it("names earlier appeals before the answers", () => {
    const earlier: EarlierAppeal = {
      id: "appeal-1",
      bannedAt: noon,
      openedAt: noon,
      closedAt: daysAfter(noon, 30),
      outcome: "denied",
      conversationId: "c0",
      formSubmittedAt: noon,
    };
    const earlierAppeals = [
      earlier,
      {
        ...earlier,
        openedAt: daysAfter(noon, 40),
        outcome: "none" as const,
        formSubmittedAt: null,
      },
    ];
    const [note] = privateNoteParts(formOf({ story: "x" }), { ...context, earlierAppeals });
    expect(note).toMatch(
      /^Answers of u\/ida\n\nEarlier appeals .*:\n\n\* 2026-03-01: form filled in, outcome denied\n\* 2026-04-10: form not filled in, outcome none\n\n\*\*What happened/,
    );
  });
});

describe("a note that is too long for one message", () => {
  const long = questionSetSchema.parse({
    id: "long",
    version: 1,
    questions: ["one", "two", "three"].map((id) => ({
      id,
      kind: "long",
      label: `Question ${id}`,
      required: false,
      maxLength: 5000,
    })),
  });
  /** The answers as they can be read back: without headings, quote marks and the seams between parts. */
  const readBack = (parts: readonly string[]) =>
    parts
      .join("\n")
      .split("\n")
      .filter((line) => line.startsWith(">"))
      .map((line) => line.replace(/^> ?/, ""))
      .join("");
  const asQuoted = (...answers: string[]) =>
    answers.map((answer) => readBack([quoteMarkdown(answer)])).join("");
  const check = (...given: [string, string, string]) => {
    const [one, two, three] = given;
    const parts = privateNoteParts(formOf({ one, two, three }, long), context);
    expect(parts.every((part) => part.length <= longestNote && part.trim() !== "")).toBe(true);
    expect(readBack(parts)).toBe(asQuoted(one, two, three));
    for (const part of parts) {
      expect(part.isWellFormed()).toBe(true);
      expect(part).not.toMatch(/(?<!\\)(\\\\)*\\$/);
    }
    return parts;
  };

  /** As much as a form takes: limits count characters, of which some are two code units. */
  const cut = (text: string) => [...text].slice(0, 5000).join("").trimEnd();

  it("is split between questions where that is enough", () => {
    const parts = check("a".repeat(5000), "b".repeat(5000), "c".repeat(5000));
    expect(parts).toHaveLength(3);
    expect(parts.map((part) => part.match(/Question \w+/)?.[0])).toEqual([
      "Question one",
      "Question two",
      "Question three",
    ]);
  });

  it.each([
    ["nothing but marks that are escaped", "*"],
    ["backslashes", "\\"],
    ["quote marks and blanks", "*> "],
    ["hashes", "_#"],
    ["trees", "🌲"],
    ["trees between marks", "*🌲"],
    ["short lines", "*\n"],
    ["empty lines", "_\n\n"],
  ])("keeps every character of an answer of %s", (_, unit) => {
    for (const shift of ["", "x", "xx"]) {
      check(cut(shift + unit.repeat(5000)), "two", "three");
    }
  });

  it("keeps every character of any answers, and gives the same parts again", () => {
    const unit = fc.constantFrom("*", "\\", ">", " ", "a", "#", "🌲", "\n", "=", "-", "&lt;");
    const answer = fc
      .string({ unit, minLength: 1, maxLength: 80 })
      .map((text) => cut(`x${text.repeat(80)}`));
    fc.assert(
      fc.property(answer, answer, answer, (one, two, three) => {
        const parts = check(one, two, three);
        expect(privateNoteParts(formOf({ one, two, three }, long), context)).toEqual(parts);
      }),
      { numRuns: 60 },
    );
  });
});
