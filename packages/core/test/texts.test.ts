import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  communityTextsSchema,
  escapeMarkdown,
  fillMarkdown,
  fillText,
  localize,
  quoteMarkdown,
  textNames,
  textProblems,
  textRules,
  textSetSchema,
  wordingIn,
} from "../src/index.ts";
import { plainTexts } from "../src/testing/index.ts";

describe("a set of texts", () => {
  it("is taken when each text names what it needs", () => {
    expect(textSetSchema.parse(plainTexts)).toEqual(plainTexts);
  });

  it.each(textNames)("refuses %s without what it needs", (name) => {
    for (const placeholder of textRules[name].needs) {
      const result = textSetSchema.safeParse({ ...plainTexts, [name]: "Hello r/{{subreddit}}." });
      expect(result.error?.issues).toMatchObject([
        { path: [name], message: `{{${placeholder}}} is missing: this text needs it` },
      ]);
    }
    const full = textRules[name].needs.map((placeholder) => `{{${placeholder}}}`).join(" ");
    expect(textProblems(name, `Hello. ${full}`)).toEqual([]);
  });

  it.each(textNames)("refuses %s with a word that does not exist", (name) => {
    for (const word of ["form_lnk", "Username", "", "constructor", "__proto__"]) {
      const result = textSetSchema.safeParse({
        ...plainTexts,
        [name]: `${plainTexts[name]} {{ ${word} }}`,
      });
      expect(result.error?.issues).toHaveLength(1);
      expect(result.error?.issues[0]?.message).toContain(
        `{{${word}}} does not exist here; allowed:`,
      );
    }
  });

  it("lets no text name what only another one can be given", () => {
    expect(textProblems("final", "Thanks. {{form_link}}")).toHaveLength(1);
    expect(textProblems("invite", "{{form_link}} {{conversation_link}}")).toHaveLength(1);
  });

  it("refuses an empty text, an endless one, a missing one and an unknown one", () => {
    const refused = (change: object) =>
      textSetSchema.safeParse({ ...plainTexts, ...change }).success;
    expect(refused({ final: "  \n" })).toBe(false);
    expect(refused({ final: "x".repeat(8001) })).toBe(false);
    expect(refused({ final: "x".repeat(8000) })).toBe(true);
    expect(refused({ final: undefined })).toBe(false);
    expect(refused({ goodbye: "Bye." })).toBe(false);
  });

  it("reads a page of nothing but braces and blanks at once", () => {
    const before = process.cpuUsage();
    textProblems("final", `{{${" ".repeat(8000)}x`);
    textProblems("final", "{{".repeat(4000));
    fillText(`{{${" ".repeat(8000)}x`, {});
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
  });
});

describe("what a community words in its own way", () => {
  const checked = (texts: object) => communityTextsSchema.safeParse(texts);

  it("is as many of the texts as it likes, and words for the page", () => {
    const own = { final: "Bye.", appeal_again: "r/{{subreddit}} looks at a second one in May." };
    expect(checked(own).data).toEqual(own);
    expect(checked({}).data).toEqual({});
    expect(checked({ appeal_agian: "In May." }).success).toBe(false);
  });

  it("has limits of its own on the page", () => {
    expect(checked({ appeal_again: "x".repeat(2000) }).success).toBe(true);
    for (const [text, message] of [
      ["x".repeat(2001), "the text is over 2000 characters"],
      [" \n", "the text is empty"],
      [
        "In {{cutoff_days}} days.",
        "{{cutoff_days}} does not exist here; allowed: {{username}}, {{subreddit}}",
      ],
    ])
      expect(checked({ appeal_again: text }).error?.issues).toMatchObject([
        { path: ["appeal_again"], message },
      ]);
  });

  it("is no part of what the bot writes", () => {
    expect(textSetSchema.safeParse({ ...plainTexts, appeal_again: "In May." }).success).toBe(false);
  });
});

describe("a wording in somebody's language", () => {
  it("is the nearest there is, and says which one it is", () => {
    const texts = { de: "Im Mai.", en: "In May.", "pt-BR": "Em maio." };
    expect(wordingIn(texts, "de-CH")).toEqual({ language: "de", text: "Im Mai." });
    expect(wordingIn(texts, "pt-BR")).toEqual({ language: "pt-BR", text: "Em maio." });
    expect(wordingIn(texts, "fr")).toEqual({ language: "en", text: "In May." });
    expect(wordingIn({ de: "Im Mai." }, "fr")).toEqual({ language: "de", text: "Im Mai." });
    expect(wordingIn({}, "fr")).toBeNull();
    expect(wordingIn({}, "__proto__")).toBeNull();
  });
});

describe("filling a text", () => {
  it("puts each value wherever it is named, with or without space", () => {
    expect(
      fillText("{{username}}, {{ username }}: {{form_link}}", { username: "ida", form_link: "L" }),
    ).toBe("ida, ida: L");
  });

  it("leaves what has no value as it stands", () => {
    const text = "{{username}} {{constructor}} {{__proto__}} {{toString}} {{}} {username}";
    expect(fillText(text, {})).toBe(text);
  });

  it("never fills what a value brought along, nor reads a $ in it", () => {
    expect(fillText("{{username}}", { username: "{{form_link}}", form_link: "L" })).toBe(
      "{{form_link}}",
    );
    expect(fillText("{{username}}", { username: "$& $1 $$" })).toBe("$& $1 $$");
    fc.assert(
      fc.property(fc.string(), fc.string(), (username, form_link) => {
        const filled = fillText("a {{username}} b {{form_link}} c", { username, form_link });
        expect(filled).toBe(`a ${username} b ${form_link} c`);
      }),
    );
  });
});

describe("filling a text that goes to Reddit", () => {
  it("never fills what a value brought along, and leaves what has no value", () => {
    expect(fillMarkdown("{{username}}{{form_link}}", { username: "a{{form_link}}b" })).toBe(
      "a{{form\\_link}}b{{form_link}}",
    );
    expect(fillMarkdown("{{ subreddit }} {{}}", { subreddit: "$&" })).toBe("$& {{}}");
    expect(fillMarkdown("{{username}}", {})).toBe("{{username}}");
  });

  it("escapes names and nothing else", () => {
    const values = { username: "_a_", subreddit: "b_c", form_link: "https://x.example/_a_" };
    expect(fillMarkdown("{{username}} {{subreddit}} {{form_link}} u/{{username}}", values)).toBe(
      "\\_a\\_ b_c https://x.example/_a_ u/_a_",
    );
  });
});

describe("a wording in several languages", () => {
  const wording = { de: "Warum?", en: "Why?", "pt-BR": "Por quê?", pt: "Porquê?" };

  it.each([
    ["de", "Warum?"],
    ["de-AT", "Warum?"],
    ["pt-BR", "Por quê?"],
    ["pt-PT", "Porquê?"],
    ["fr", "Why?"],
    ["constructor", "Why?"],
    ["__proto__", "Why?"],
    ["", "Why?"],
  ])("for %s is %s", (language, expected) => {
    expect(localize(wording, language)).toBe(expected);
  });

  it("falls back to the first one where there is no English, and one wording is for all", () => {
    expect(localize({ es: "¿Por qué?", fr: "Pourquoi ?" }, "de")).toBe("¿Por qué?");
    expect(localize("Why?", "de")).toBe("Why?");
  });
});

describe("a stranger's text in markdown", () => {
  it.each([
    ["a link", "[here](//bad.example)", "\\[here\\](//bad.example)"],
    ["emphasis", "*a* _b_ ~~c~~ `d` ^e", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\` \\^e"],
    ["a list", "- a\n+ b\n3. c", "\\- a  \n\\+ b  \n3\\. c"],
    ["an underlined heading", "big\n===\nless\n---", "big  \n&#61;==  \nless  \n\\---"],
    ["an entity", "&lt;b&gt; &#35; R&D & co;", "\\&lt;b\\&gt; \\&#35; R&D & co;"],
    ["a name", "u/pine_lake and/or r/x", "u\\/pine\\_lake and/or r\\/x"],
    ["blanks", "  a  b\n\n\n\nc", "&#160;\u00a0a\u00a0 b\n\n&nbsp;  \n&nbsp;  \nc"],
    ["an address", "See https://x.example/~a_(b).", "See <https://x.example/~a_(b)>."],
    ["plain words", "It's me - 50% sure, a=b (really)!", "It's me - 50% sure, a=b (really)!"],
  ])("is touched no more than it must: %s", (_, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it("is quoted line by line, empty lines included", () => {
    expect(quoteMarkdown("one\n\n# two")).toBe("> one\n>\n> \\# two");
  });

  it("keeps every line of it within the quote", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const quoted = quoteMarkdown(lines.join("\n")).split("\n");
        expect(quoted.every((line) => line.startsWith(">"))).toBe(true);
      }),
    );
  });
});
