/** The languages that the site is written in, each under its own name. */
export const languages = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  pt: "Português",
} as const;

export type Language = keyof typeof languages;

export const languageCookie = "language";

/** The field by which a form asks for another language; no question's id begins like it. */
export const languageField = "_language";

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(languages, tag);
}

/**
 * The language to speak: the one chosen on the page, else the best of the browser's that we
 * have, else English.
 *
 * @param accepted the header Accept-Language, which may hold anything
 */
export function chooseLanguage(chosen: string | undefined, accepted: string | null): Language {
  if (chosen && isLanguage(chosen)) return chosen;
  const wishes = (accepted ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
      return { base: tag.split("-")[0] ?? "", weight: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return wishes.map(({ base }) => base).find(isLanguage) ?? "en";
}
