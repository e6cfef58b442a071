import { z } from "zod";

const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, "a language is written like `en` or `pt-BR`");

/** One wording for everybody, or one for each language. */
export const localizedTextSchema = z.union([
  z.string().trim().min(1),
  z
    .record(languageTag, z.string().trim().min(1))
    .refine((texts) => Object.keys(texts).length > 0, "at least one language is needed"),
]);

export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** The wording in a language, else in its base language, else in English, else the first one. */
export function localize(text: LocalizedText, language: string): string {
  if (typeof text === "string") return text;
  const base = language.split("-")[0] ?? language;
  const known = new Map(Object.entries(text));
  return known.get(language) ?? known.get(base) ?? text.en ?? Object.values(text)[0] ?? "";
}
