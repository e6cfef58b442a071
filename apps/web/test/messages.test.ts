import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findRootDir, readYamlFile } from "@appealmod/config";
import { localize, questionSetSchema, textSetSchema } from "@appealmod/core";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { type Language, languages } from "../src/i18n/languages.ts";
import { rejectedWords } from "./rejected-words.ts";

type Tree = { readonly [key: string]: string | Tree };

const others = Object.keys(languages).filter((language) => language !== "en") as Language[];

function messagesOf(language: string): Tree {
  const path = join(import.meta.dirname, "..", "messages", `${language}.json`);
  return JSON.parse(readFileSync(path, "utf8")) as Tree;
}

function leaves(tree: Tree, before = ""): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[before + key, value]] : [...leaves(value, `${before}${key}.`)],
    ),
  );
}

/** Names of what is filled in, and of tags. */
function slots(message: string): readonly string[] {
  const names = [...message.matchAll(/\{(\w+)(?=[,}])|<(\w+)>/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  return [...new Set(names)].filter((name) => !/^(one|other)$/.test(name)).sort();
}

const english = leaves(messagesOf("en"));

/** Names, figures and words that are the same in two languages: all others were left by accident. */
const sameInEnglish: Readonly<Record<string, readonly string[]>> = {
  "site.name": others,
  "landing.evidence.seenFigure": ["pt"],
  "privacy.cookiesTitle": others,
  "form.no": ["es"],
  "form.errorPrefix": ["es"],
  "form.numberBefore": ["fr"],
};

describe.each(others)("%s", (language) => {
  const translated = leaves(messagesOf(language));

  test("has every message and no other", () => {
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("fills in the same, in sentences that can be read", () => {
    for (const [key, message] of english) {
      const other = translated.get(key) ?? "";
      expect(slots(other), key).toEqual(slots(message));
      const errors: string[] = [];
      const t = createTranslator({
        locale: language,
        messages: { one: other },
        onError: (error) => errors.push(error.message),
      });
      const values = Object.fromEntries(slots(other).map((slot) => [slot, 2]));
      if (!other.includes("<")) t("one" as never, values as never);
      expect(errors, key).toEqual([]);
    }
  });

  test("is translated, not left in English", () => {
    const left = [...english]
      .filter(([key, message]) => translated.get(key) === message)
      .map(([key]) => key);
    const allowed = Object.keys(sameInEnglish).filter((key) =>
      sameInEnglish[key]?.includes(language),
    );
    expect(left.sort()).toEqual(allowed.sort());
  });

  test("the bot's texts and the questions speak it too", () => {
    const conf = join(findRootDir(), "conf");
    const texts = readYamlFile(join(conf, "texts", `${language}.yaml`), textSetSchema, "texts");
    const original = readYamlFile(join(conf, "texts", "en.yaml"), textSetSchema, "texts");
    for (const [name, text] of Object.entries(texts)) {
      expect(text).not.toBe(original[name as keyof typeof original]);
      expect(slots(text)).toEqual(slots(original[name as keyof typeof original]));
    }
    const { questions } = readYamlFile(
      join(conf, "questions", "default.yaml"),
      questionSetSchema,
      "questions",
    );
    for (const question of questions) {
      const wordings = [
        question.label,
        ...(question.help ? [question.help] : []),
        ...("options" in question ? question.options.map(({ label }) => label) : []),
      ];
      for (const wording of wordings) {
        expect(Object.keys(wording), question.id).toEqual(Object.keys(languages));
        expect(localize(wording, language), question.id).not.toBe(localize(wording, "en"));
      }
    }
  });
});

test.each(Object.keys(languages))(
  "%s says nothing that was found to be wrong before",
  (language) => {
    const conf = join(findRootDir(), "conf");
    const texts = readYamlFile(join(conf, "texts", `${language}.yaml`), textSetSchema, "texts");
    const { questions } = readYamlFile(
      join(conf, "questions", "default.yaml"),
      questionSetSchema,
      "questions",
    );
    const said = [
      ...leaves(messagesOf(language)).values(),
      ...Object.values(texts),
      ...questions.flatMap(({ label, help }) =>
        [label, help ?? ""].map((one) => localize(one, language)),
      ),
    ].map((text) => text.replaceAll("\u00a0", " "));
    const rejected = rejectedWords[language] ?? [];
    expect(rejected.length).toBeGreaterThan(0);
    // A word or two are wrong as a whole message; a sentence is wrong wherever it stands.
    const isSaid = (words: string) =>
      said.some((text) => (words.split(" ").length < 4 ? text === words : text.includes(words)));
    expect(rejected.filter(isSaid)).toEqual([]);
  },
);

test("no line of French begins with a mark that belongs to the word before it", () => {
  const file = join(findRootDir(), "conf", "questions", "default.yaml");
  const { questions } = readYamlFile(file, questionSetSchema, "questions");
  const said = [
    ...leaves(messagesOf("fr")).values(),
    ...questions.flatMap((question) => [
      ...[question.label, question.help ?? ""].map((one) => localize(one, "fr")),
      ...("options" in question ? question.options.map(({ label }) => localize(label, "fr")) : []),
    ]),
  ];
  expect(said.filter((words) => / [:;?!»]|« /.test(words))).toEqual([]);
});
