import { type PageTextName, pageTextNames, type TextName, textNames } from "@appealmod/core";
import type { CommunityDefaults, CommunityRecord } from "@appealmod/db";

export interface TextInForce {
  readonly name: TextName | PageTextName;
  readonly text: string;
  /** `null` for the community's own wording, else the file that it comes from: `en`. */
  readonly defaultIn: string | null;
}

/** The language whose default texts stand in for those that a community lacks in another. */
export function defaultLanguage(defaults: CommunityDefaults, language: string): string {
  const base = language.split("-")[0] ?? language;
  const known = Object.keys(defaults.texts);
  return [language, base, "en"].find((one) => known.includes(one)) ?? known[0] ?? "en";
}

/**
 * What the bot would write in a language: a community's own wordings, the default ones for the
 * rest. And its own words for pages of the site, of which it may have none.
 */
export function textsInForce(
  defaults: CommunityDefaults,
  record: CommunityRecord | null,
  language: string,
): readonly TextInForce[] {
  const own = record?.texts[language] ?? {};
  const fallback = defaultLanguage(defaults, language);
  const messages = textNames.map((name) => {
    const wording = own[name];
    return wording === undefined
      ? { name, text: defaults.texts[fallback]?.[name] ?? "", defaultIn: fallback }
      : { name, text: wording, defaultIn: null };
  });
  const onPages = pageTextNames.flatMap((name) => {
    const wording = own[name];
    return wording === undefined ? [] : [{ name, text: wording, defaultIn: null }];
  });
  return [...messages, ...onPages];
}
