import { withoutUnseen } from "@appealmod/core";
import { isLanguage } from "../i18n/languages.ts";

/**
 * The clean address of the form that a pasted link leads to, where it is spelt in another way: with
 * a bracket, a stop or words that stick to it, in capitals, escaped, quoted, or torn by a line end.
 * A token's length and letters are known (`packages/engine/src/form-links.ts`), so that it is found
 * without asking for it: an unknown one is sent on as a known one is. Its letters are never changed.
 *
 * @param url what was asked for: path and query
 * @returns `null` for a clean address, and for one in which no token is found
 */
export function formAddress(url: string): string | null {
  const at = url.indexOf("?");
  const path = at < 0 ? url : url.slice(0, at);
  if (cleanPath.test(path) || path.length > longestPath) return null;
  const token = tokenIn(asWritten(path));
  if (token === null) return null;
  // All else in the query belongs to whoever passed the link on.
  const language = at < 0 ? "" : new URLSearchParams(url.slice(at)).get("language");
  return `/form/${token}${isLanguage(language ?? "") ? `?language=${language}` : ""}`;
}

/** Longer than a token of ours is with anything that was pasted along. */
const longestPath = 2000;

const cleanPath = /^\/form\/[A-Za-z0-9_-]{43}$/;

/** The path without encodings, and without what mail programs and editors put between letters. */
function asWritten(path: string): string {
  let text = path;
  // An address that was copied out of another address is encoded twice.
  for (let times = 0; times < 3 && text.includes("%"); times += 1) text = decodeLeniently(text);
  const lines = text.replace(/&[a-z]{2,6};/gi, " ").replace(/=?\r?\n\s*>*/g, " ");
  return withoutUnseen(lines.replace(/\s/g, " "));
}

/** Decodes what can be decoded: a torn escape is only one more thing that sticks to the link. */
function decodeLeniently(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"),
  );
}

/**
 * A token, and in it what a line end or an editor left. Browsers write a slash for each backslash
 * with which an underscore was escaped. A letter more makes it another link, and a wrong one.
 */
const torn = /^[^A-Za-z0-9_-]*((?:[A-Za-z0-9_-][\s\\/]{0,8}){42}[A-Za-z0-9_-])(?![_-]*[A-Za-z0-9])/;
const gaps = /[\s\\/]/g;

/** No honest link holds more of them. */
const mostPlaces = 8;

function tokenIn(text: string): string | null {
  const places = [...text.matchAll(/form\//gi)];
  const [first] = places;
  // Only marks may stand before the path of ours; a word would be another path.
  if (!first || /[\p{L}\p{N}]/u.test(text.slice(0, first.index))) return null;
  // From the last one: a link may have been pasted behind another, or within its own Markdown.
  for (const { index } of places.toReversed().slice(0, mostPlaces)) {
    const found = torn.exec(text.slice(index + "form/".length))?.[1];
    if (found !== undefined) return found.replace(gaps, "");
  }
  return null;
}
