import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cleanText,
  draftAnswers,
  type ParsedAnswers,
  parseAnswers,
  questionSetSchema,
} from "../src/index.ts";

const options = [
  { value: "mistake", label: "A mistake" },
  { value: "other", label: "Something else" },
];
const set = questionSetSchema.parse({
  id: "all-kinds",
  version: 1,
  questions: [
    { id: "name", kind: "short", label: "Name?", minLength: 2, maxLength: 5 },
    { id: "story", kind: "long", label: "Story?", required: false, maxLength: 10 },
    { id: "why", kind: "one-of", label: "Why?", options },
    {
      id: "why_other",
      kind: "short",
      label: "Else?",
      onlyIf: { question: "why", isOneOf: ["other"] },
    },
    {
      id: "rules",
      kind: "several-of",
      label: "Rules?",
      required: false,
      options: [...options, { value: "none", label: "None" }],
    },
    { id: "sure", kind: "yes-no", label: "Sure?" },
    { id: "gone", kind: "short", label: "Asked no more", enabled: false },
  ],
});
const good = { name: "Ida", why: "mistake", sure: "yes" };

function problemsOf(parsed: ParsedAnswers): readonly unknown[] {
  return parsed.isValid ? [] : parsed.problems;
}

describe("a form's answers", () => {
  it("are taken when all is well, each kind as it was given", () => {
    const raw = { ...good, story: "Long ago.", rules: ["mistake", "other"] };
    expect(parseAnswers(set, raw)).toEqual({ isValid: true, answers: raw });
    expect(parseAnswers(set, good)).toEqual({ isValid: true, answers: good });
  });

  it.each([
    [{ name: undefined }, [{ questionId: "name", code: "required" }]],
    [{ name: " \n\t " }, [{ questionId: "name", code: "required" }]],
    [{ name: "I" }, [{ questionId: "name", code: "too-short", limit: 2 }]],
    [{ name: "Friedrich" }, [{ questionId: "name", code: "too-long", limit: 5 }]],
    [{ story: "x".repeat(11) }, [{ questionId: "story", code: "too-long", limit: 10 }]],
    [{ why: undefined }, [{ questionId: "why", code: "required" }]],
    [{ why: "revenge" }, [{ questionId: "why", code: "not-an-option" }]],
    [{ why: "Mistake" }, [{ questionId: "why", code: "not-an-option" }]],
    [{ rules: ["mistake", "revenge"] }, [{ questionId: "rules", code: "not-an-option" }]],
    [{ rules: ["none", "other"] }, [{ questionId: "rules", code: "none-and-others" }]],
    [{ sure: "maybe" }, [{ questionId: "sure", code: "not-an-option" }]],
    [{ sure: "YES" }, [{ questionId: "sure", code: "not-an-option" }]],
  ])("%j meets %j", (change, problems) => {
    const raw = JSON.parse(JSON.stringify({ ...good, ...change }));
    expect(problemsOf(parseAnswers(set, raw))).toEqual(problems);
  });

  it("show every problem at once, and keep what was written", () => {
    const raw = { name: "Friedrich\r\n", why: "revenge", story: " fine ", stray: "x" };
    const parsed = parseAnswers(set, raw);
    expect(parsed).toEqual({
      isValid: false,
      problems: [
        { questionId: "name", code: "too-long", limit: 5 },
        { questionId: "why", code: "not-an-option" },
        { questionId: "sure", code: "required" },
      ],
      draft: { name: "Friedrich", why: "revenge", story: "fine" },
    });
  });

  it("count characters as people see them, not code units", () => {
    expect(problemsOf(parseAnswers(set, { ...good, name: "🌲🌲🌲🌲🌲" }))).toEqual([]);
    expect(problemsOf(parseAnswers(set, { ...good, name: "🌲" }))).toEqual([
      { questionId: "name", code: "too-short", limit: 2 },
    ]);
  });

  it("take several values as one answer, one value as a list, and a list as its first", () => {
    expect(draftAnswers(set, { rules: "other" })).toEqual({ rules: ["other"] });
    expect(draftAnswers(set, { rules: ["other", " other ", ""] })).toEqual({ rules: ["other"] });
    expect(draftAnswers(set, { rules: [""] })).toEqual({});
    expect(draftAnswers(set, { name: ["Ida", "Bob"], why: [] })).toEqual({ name: "Ida" });
  });

  it("drop fields that nobody asked for, those of disabled questions included", () => {
    const raw = { ...good, gone: "here", stranger: "x" };
    expect(parseAnswers(set, raw)).toEqual({ isValid: true, answers: good });
  });
});

describe("a conditional question", () => {
  it("is due only after the answer that it depends on", () => {
    expect(problemsOf(parseAnswers(set, { ...good, why: "other" }))).toEqual([
      { questionId: "why_other", code: "required" },
    ]);
    const told = { ...good, why: "other", why_other: "Homesick" };
    expect(parseAnswers(set, told)).toEqual({ isValid: true, answers: told });
  });

  it("is left out when it turns out not to be due", () => {
    const told = { ...good, why_other: "Homesick" };
    expect(parseAnswers(set, told)).toEqual({ isValid: true, answers: good });
  });
});

describe("what cannot be stored or shown", () => {
  it.each([
    ["null bytes", "a\0b", "ab"],
    ["control characters", "a\u0007\u001b\u007fb", "ab"],
    ["a lone high surrogate", "a\ud83cb", "a\ufffdb"],
    ["a lone low surrogate", "a\udf32b", "a\ufffdb"],
    ["a pair the wrong way round", "\udf32\ud83c", "\ufffd\ufffd"],
    ["Windows line ends", "a\r\nb\rc\nd", "a\nb\nc\nd"],
    ["space around", " \n a b \t\n", "a b"],
  ])("loses %s", (_, given, cleaned) => {
    expect(cleanText(given)).toBe(cleaned);
  });

  it("leaves whole characters, tabs and right-to-left words alone", () => {
    const text = "🌲\tשלום\n\nمرحبا é";
    expect(cleanText(text)).toBe(text);
  });

  it("is gone after one cleaning, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (one, other) => {
        const cleaned = cleanText(one + other);
        expect(cleaned.isWellFormed()).toBe(true);
        expect(cleaned).not.toMatch(/[\0\r]/);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
    );
  });
});

describe("names that mean something to JavaScript", () => {
  it("are neither answers nor a way into the prototype", () => {
    const raw = JSON.parse(
      '{"__proto__":{"name":"Ida"},"constructor":"x","toString":"y","why":"mistake"}',
    );
    const parsed = parseAnswers(set, raw);
    expect(problemsOf(parsed)).toEqual([
      { questionId: "name", code: "required" },
      { questionId: "sure", code: "required" },
    ]);
    const plain = parseAnswers(
      set,
      JSON.parse('{"__proto__":"x","name":"Ida","why":"mistake","sure":"no"}'),
    );
    expect(plain).toEqual({ isValid: true, answers: { name: "Ida", why: "mistake", sure: "no" } });
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });

  it("give answers or problems, whatever is posted", () => {
    const value = fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.string(), { maxLength: 3 }));
    const field = fc.oneof(fc.constantFrom(...set.questions.map(({ id }) => id)), fc.string());
    fc.assert(
      fc.property(fc.dictionary(field, value), (raw) => {
        const parsed = parseAnswers(set, raw);
        const kept = parsed.isValid ? parsed.answers : parsed.draft;
        if (!parsed.isValid) expect(parsed.problems.length).toBeGreaterThan(0);
        expect(draftAnswers(set, kept)).toEqual(kept);
        expect(parseAnswers(set, kept).isValid).toBe(parsed.isValid);
      }),
    );
  });
});
