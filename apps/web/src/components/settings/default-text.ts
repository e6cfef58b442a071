import { type PageTextName, type TextName, textNames } from "@appealmod/core";
import type { CommunityDefaults } from "@appealmod/use-cases";

/** What is said where a community words nothing itself; `null` for a text that has no default. */
export function defaultText(
  { texts }: Pick<CommunityDefaults, "texts">,
  language: string,
  name: TextName | PageTextName,
): { readonly language: string; readonly text: string } | null {
  const known = textNames.find((one) => one === name);
  if (known === undefined) return null;
  const base = language.split("-")[0] ?? language;
  const found = [language, base, "en", ...Object.keys(texts)].find((one) => texts[one]);
  const text = found === undefined ? undefined : texts[found]?.[known];
  return found === undefined || text === undefined ? null : { language: found, text };
}
