import { isLanguage, languages } from "./languages.ts";

const names = new Intl.DisplayNames(["en"], { type: "language" });

/** A language under its own name where the site is written in it, else as English calls it. */
export function languageName(tag: string): string {
  if (isLanguage(tag)) return languages[tag];
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
