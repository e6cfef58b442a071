import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cleanText,
  communitySettingsSchema,
  localizedTextSchema,
  parseAnswers,
  questionSetSchema,
  textNames,
  textRules,
  textSetSchema,
} from "../src/index.ts";
import { plainTexts } from "../src/testing/index.ts";

/** Each by its name in the Unicode standard, or by the block that it stands for. */
const unseen: readonly (readonly [name: string, text: string])[] = [
  ["zero width space", "\u200B"],
  ["zero width non-joiner and joiner", "\u200C\u200D"],
  ["left-to-right and right-to-left mark", "\u200E\u200F"],
  ["Arabic letter mark", "\u061C"],
  ["directional embeddings and overrides", "\u202A\u202B\u202C\u202D\u202E"],
  ["directional isolates", "\u2066\u2067\u2068\u2069"],
  ["word joiner", "\u2060"],
  ["invisible operators", "\u2061\u2062\u2063\u2064"],
  ["deprecated format characters", "\u206A\u206B\u206C\u206D\u206E\u206F"],
  ["zero width no-break space", "\uFEFF"],
  ["soft hyphen", "\u00AD"],
  ["combining grapheme joiner", "\u034F"],
  ["Hangul fillers", "\u115F\u1160\u3164\uFFA0"],
  ["Khmer inherent vowels", "\u17B4\u17B5"],
  ["Mongolian vowel separator and variation selectors", "\u180B\u180C\u180D\u180E\u180F"],
  ["variation selectors", "\uFE00\uFE0F\u{E0100}\u{E01EF}"],
  ["language tags", "\u{E0001}\u{E0020}\u{E007F}"],
  ["reserved ignorable characters", "\u2065\uFFF0\u{E0FFF}"],
  ["musical format characters", "\u{1D173}\u{1D17A}"],
  ["null notehead", "\u{1D159}"],
  ["shorthand format controls", "\u{1BCA0}\u{1BCA3}"],
  ["Egyptian format controls and blanks", "\u{13430}\u{1343F}\u{13441}\u{13442}"],
  ["Khitan filler", "\u{16FE4}"],
  ["blank Braille pattern", "\u2800"],
  ["interlinear annotation", "\uFFF9\uFFFA\uFFFB"],
  ["the place of an object that is not there", "\uFFFC"],
  ["noncharacters", "\uFDD0\uFDEF\u{1FFFF}"],
  ["control characters", "\u0000\u001F\u007F\u0080\u0085\u009F"],
  ["spaces of typesetters", "\u00A0\u1680\u2000\u2003\u200A\u202F\u205F\u3000"],
  ["line and paragraph separator", "\u2028\u2029"],
  ["combining marks without a letter", "\u0301\u0308\u20DD"],
  ["all of it, over lines", " \u200B\n\t\u2800\r\n\u3164 \u0301"],
];

/** What shows something, however odd it looks. */
const seen: readonly (readonly [name: string, text: string])[] = [
  ["a dot", "."],
  ["a family, joined", "👨‍👩‍👧‍👦"],
  ["a heart as emoji", "❤\uFE0F"],
  [
    "the flag of Wales, spelt with tags",
    "🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
  ],
  ["Persian with a non-joiner", "نمی\u200Cخواهم"],
  ["Hindi with a joiner", "क्\u200Dष"],
  ["Arabic with vowel signs", "مُحَمَّد"],
  ["Hebrew with a mark after the stop", "שלום!\u200F"],
  ["Vietnamese in decomposed letters", "Tie\u0302\u0301ng"],
  ["a word with a soft hyphen", "Zusammen\u00ADarbeit"],
  ["an Arabic number sign", "\u0600"],
  ["written Braille", "\u2801\u2800\u2803"],
  ["private use", "\uF8FF"],
  ["a letter that no version of Unicode knows yet", "\u{3FFFD}"],
];

const set = questionSetSchema.parse({
  id: "written",
  version: 1,
  questions: [
    { id: "short", kind: "short", label: "Short?" },
    { id: "long", kind: "long", label: "Long?", minLength: 5 },
    { id: "optional", kind: "long", label: "More?", required: false, minLength: 5 },
  ],
});

describe("an answer that shows nothing", () => {
  it.each(unseen)("is none: %s", (_, text) => {
    expect(cleanText(text)).toBe("");
    expect(parseAnswers(set, { short: text, long: text.repeat(9), optional: text })).toEqual({
      isValid: false,
      problems: [
        { questionId: "short", code: "required" },
        { questionId: "long", code: "required" },
      ],
      draft: {},
    });
  });

  it("is none in any mixture", () => {
    const parts = fc.array(fc.constantFrom(...unseen.map(([, text]) => text), " ", "\n"));
    fc.assert(
      fc.property(parts, (texts) => {
        expect(cleanText(texts.join(""))).toBe("");
      }),
    );
  });
});

describe("what shows", () => {
  it.each(seen)("stays as it was typed: %s", (_, text) => {
    expect(cleanText(text)).toBe(text);
    expect(cleanText(`before ${text} after`)).toBe(`before ${text} after`);
  });

  it("is kept with all that is unseen in it", () => {
    const odd = fc.constantFrom(...unseen.slice(0, 20).map(([, text]) => text));
    fc.assert(
      fc.property(fc.array(odd), fc.array(odd), (before, after) => {
        const text = `a${before.join("")}b${after.join("")}c`;
        expect(cleanText(text)).toBe(text);
      }),
    );
  });
});

describe("the shortest answer that is allowed", () => {
  const problemOf = (long: string) => {
    const parsed = parseAnswers(set, { short: "x", long });
    return parsed.isValid ? "taken" : parsed.problems[0]?.code;
  };

  it.each(unseen)("is not reached by %s", (_, text) => {
    expect(problemOf(`a${text.repeat(20)}b`)).toBe("too-short");
  });

  it.each([
    ["a gap of any width once", "a    b"],
    ["a letter with its marks once", `a${"\u0301".repeat(20)}`],
    ["a joined emoji once", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦"],
  ])("counts %s", (_, text) => {
    expect(problemOf(text)).toBe("too-short");
  });

  it.each(["abcde", "a b c", "🌲🌲🌲🌲🌲", "नमस्ते जी", "a\u200Bb\u200Bc\u200Bd\u200Be"])(
    "is reached by %j",
    (text) => {
      expect(problemOf(text)).toBe("taken");
    },
  );
});

describe("moderators' words that show nothing", () => {
  it.each(unseen)("are refused: %s", (_, text) => {
    expect(localizedTextSchema.safeParse(text).success).toBe(false);
    expect(localizedTextSchema.safeParse({ en: "Why?", de: text }).success).toBe(false);
    for (const name of textNames.filter((one) => textRules[one].needs.length === 0))
      expect(textSetSchema.safeParse({ ...plainTexts, [name]: text }).error?.issues).toMatchObject([
        { path: [name], message: "the text is empty" },
      ]);
    for (const key of ["otherBots", "autobanPrefixes"])
      expect(communitySettingsSchema.safeParse({ [key]: [text] }).success).toBe(false);
  });

  it.each(["&#x200B;", "&nbsp; &#8203;\n\n&#x2800;", "[](/hidden)", "> \n>\n#", "[](#a) &zwnj;"])(
    "are refused when it is Reddit that shows nothing of %j",
    (text) => {
      expect(textSetSchema.safeParse({ ...plainTexts, final: text }).error?.issues).toMatchObject([
        { path: ["final"], message: "the text is empty" },
      ]);
    },
  );

  it.each(["&amp;", "[.](/x)", "1", "> a", "---", "&#x1F332;", "{{username}}"])(
    "are not mixed up with %j",
    (text) => {
      expect(textSetSchema.safeParse({ ...plainTexts, final: text }).success).toBe(true);
    },
  );
});
