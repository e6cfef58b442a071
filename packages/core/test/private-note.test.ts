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
  type SubmittedForm,
} from "../src/index.ts";
import { daysAfter, noon } from "../src/testing/index.ts";
import { asSeen, dialects, readHtml } from "../src/testing/markdown/index.ts";

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
        "**Which rules?**\n\n> A mistake  \n> Something else",
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

  it.each(Object.entries(dialects))("reads as it was typed: %s", (_, render) => {
    const answers = {
      story: "# Unbanned\n[click](//bad.example)\n**Why?**\n> quoted\n---\na|b",
      why: "mistake",
      rules: ["mistake", "other"],
      sure: "no",
    };
    const [note = ""] = privateNoteParts(formOf(answers), { ...context, heading: "Answers" });
    expect(readHtml(render(note)).map(({ within, text }) => [within.at(0), text])).toEqual([
      ["p", "Answers"],
      ["p", "What happened?"],
      ["blockquote", answers.story],
      ["p", "Why?"],
      ["blockquote", "A mistake"],
      ["p", "Which rules?"],
      ["blockquote", "A mistake\nSomething else"],
      ["p", "Are you sure?"],
      ["blockquote", "No"],
    ]);
  });

  it.each([
    "Why *exactly*?",
    "**Rule** [3](/x): u/name?",
    "Did you read https://example.org/~rules/a*b_c?",
    "C:\\",
    "1. What?",
    "# What",
    "`a` **b",
    "*",
    "_a_ \n b",
    "<b>a</b> &amp; b",
    "a | b",
    "x".repeat(1200),
    "🌲".repeat(1200),
  ])("shows a question's wording in bold as it was worded: %j", (label) => {
    const [question] = set.questions;
    const questions = { ...set, questions: question ? [{ ...question, label }] : [] };
    const [note = ""] = privateNoteParts(formOf({ story: "x" }, questions), context);
    for (const render of Object.values(dialects)) {
      const [, heading] = readHtml(render(note));
      expect(heading?.text).toBe(
        [...label].length > 1000
          ? `${[...label].slice(0, 1000).join("")}…`
          : label.replace(/\s+/g, " "),
      );
      expect(heading).toMatchObject({ within: ["p"], inline: ["strong"], links: [] });
    }
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
      /^Answers of u\/ida\n\nEarlier appeals .*:\n\n\* 2026-03-01: form filled in, the ban stayed\n\* 2026-04-10: form not filled in, no decision known\n\n\*\*What happened/,
    );
    const german = { ...context, language: "de", earlierAppeals };
    expect(privateNoteParts(formOf({ story: "x" }), german)[0]).toContain(
      "Frühere Einsprüche dieser Person hier:\n\n* 2026-03-01: Formular ausgefüllt, die Sperre blieb\n",
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
  /** The answers as the parts show them, in one dialect; a question's heading parts two of them. */
  const readBack = (parts: readonly string[], render: (markdown: string) => string) => {
    const answers: string[] = [];
    for (const part of parts) {
      let isGoingOn = true;
      for (const { within, text } of readHtml(render(part)).filter(
        ({ text }) => text !== context.heading,
      )) {
        if (within[0] === "p") answers.push("");
        else answers.push(`${answers.pop() ?? ""}${isGoingOn ? "" : "\n\n"}${text}`);
        isGoingOn = within[0] === "p";
      }
    }
    return answers;
  };
  /** Without line ends, for the end of a part may stand for one. */
  const onOneLine = (text: string) => asSeen(text).replaceAll("\n", "").replace(/\s/g, " ");
  const check = (...given: [string, string, string]) => {
    const [one, two, three] = given;
    const parts = privateNoteParts(formOf({ one, two, three }, long), context);
    expect(parts.every((part) => part.length <= longestNote && part.trim() !== "")).toBe(true);
    // The third dialect is the slow one, and cuts no text otherwise than the second.
    for (const render of Object.values(dialects).slice(0, 2))
      expect(readBack(parts, render).map(onOneLine)).toEqual(given.map(onOneLine));
    for (const part of parts) expect(part.isWellFormed()).toBe(true);
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
    ["numbers that begin a list", "3. a "],
    ["families", "👩‍👩‍👧‍👦"],
    ["marks upon letters", "a\u0301"],
    ["addresses", "https://example.org/~me/a_(b)*c* "],
    ["addresses with apostrophes", "https://example.org/it's_(b)*c* "],
    ["one address", `https://example.org/${"a'".repeat(50)}`],
    ["blanks", "a    "],
  ])("keeps every character of an answer of %s", (_, unit) => {
    for (const shift of ["", "x"]) {
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
      { numRuns: 20 },
    );
  }, 60_000);
});
