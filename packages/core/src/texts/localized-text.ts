import { z } from "zod";
import { showsNothing } from "./visible-characters.ts";

/** A language as the web writes it: `en`, `pt-BR`. */
export const languageTagSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, "a language is written like `en` or `pt-BR`");

const words = z
  .string()
  .trim()
  .refine((text) => !showsNothing(text), "the text is empty");

/** One wording for everybody, or one for each language. */
export const localizedTextSchema = z.union([
  words,
  z
    .record(languageTagSchema, words)
    .refine((texts) => Object.keys(texts).length > 0, "at least one language is needed"),
]);

export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** A wording with the language that it is in. */
export interface Wording {
  readonly language: string;
  readonly text: string;
}

/** The wording in a language, else in its base language, else in English, else the first one. */
export function localize(text: LocalizedText, language: string): string {
  return typeof text === "string" ? text : (wordingIn(text, language)?.text ?? "");
}

/** The same with the language that was found; `null` where there is no wording at all. */
export function wordingIn(
  texts: Readonly<Record<string, string>>,
  language: string,
): Wording | null {
  const base = language.split("-")[0] ?? language;
  const known = new Map(Object.entries(texts));
  for (const wanted of [language, base, "en", ...known.keys()]) {
    const text = known.get(wanted);
    if (text !== undefined) return { language: wanted, text };
  }
  return null;
}
