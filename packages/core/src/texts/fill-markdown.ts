import { escapeMarkdown } from "./escape-markdown.ts";
import { type Placeholder, placeholderPattern } from "./text-set.ts";

/**
 * Fills a text that goes to Reddit. A name reads as it is written. After a slash it belongs to a
 * link, such as `u/name`, which Reddit makes by itself, but not past a backslash: there it stays
 * as it is.
 */
export function fillMarkdown(
  text: string,
  values: Readonly<Partial<Record<Placeholder, string>>>,
): string {
  const known = new Map<string, string>(Object.entries(values));
  return text.replace(placeholderPattern, (whole, word: string, at: number) => {
    const placeholder = word.trim();
    const value = known.get(placeholder) ?? whole;
    return names.has(placeholder) && known.has(placeholder)
      ? plainName(value, text.charAt(at - 1) === "/")
      : value;
  });
}

const names: ReadonlySet<string> = new Set([
  "username",
  "subreddit",
  "account",
] satisfies Placeholder[]);

/** Within a word, neither dialect sees more than itself in `_`. */
const harmless = /^[a-z0-9]+(?:(?:_+|-+)[a-z0-9]+)*$/i;

function plainName(name: string, isInLink: boolean): string {
  const isName = /^[\w-]+$/.test(name);
  return harmless.test(name) || (isName && isInLink) ? name : escapeMarkdown(name);
}
