/**
 * Marks that turn the direction of the text around them, and control characters but for line
 * ends and tabs. Arabic and Hebrew read right without them.
 */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be removed
  /[\0-\x08\x0B-\x1F\x7F-\x9F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** Words that ping a whole channel where a client reads names in plain text. */
const pings = /@(?=(?:here|channel|everyone|group)\b)/gi;

/**
 * Signs that make text bold, struck or code, and those that make it slanted where they stand at
 * the edge of a word: names keep theirs between letters, where it means nothing to Slack.
 */
const styles = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** Slack knows no escape for those signs, and zero-width characters beside them can set them off as well. */
const lookAlikes: Readonly<Record<string, string>> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

const ellipsis = "…";

/**
 * Makes a text harmless in Slack's mrkdwn: nothing in it pings, links, styles or reorders what
 * stands around it. Slack's page on formatting text has `&`, `<` and `>` escaped; signs of style
 * become their look-alikes.
 *
 * @param longest of the result, in characters as Slack counts them (escaped); neither an
 *   entity nor a character of two units is cut in half.
 */
export function escapeMrkdwn(text: string, longest: number): string {
  const clean = text.toWellFormed().replace(invisible, "");
  return escapeMeaning(
    clean.replace(styles, (sign) => lookAlikes[sign] ?? ""),
    longest,
  );
}

function escapeMeaning(text: string, longest: number): string {
  const clean = text.replace(pings, "@\u200B");
  let escaped = "";
  let lengthWithEllipsis = 0;
  for (const character of clean) {
    const piece = entities.get(character) ?? character;
    if (escaped.length + piece.length > longest) {
      return escaped.slice(0, lengthWithEllipsis) + ellipsis;
    }
    escaped += piece;
    if (escaped.length + ellipsis.length <= longest) lengthWithEllipsis = escaped.length;
  }
  return escaped;
}

/** The same on one line: nobody adds lines to our messages. */
export function escapeLine(text: string, longest: number): string {
  return escapeMrkdwn(
    text
      .slice(0, longest * 2)
      .replace(/\s+/g, " ")
      .trim(),
    longest,
  );
}

/** Inside ``` fences, which the text must not end. */
export function escapeCode(text: string, longest: number): string {
  const clean = text.toWellFormed().replace(invisible, "");
  return escapeMeaning(clean.replaceAll("`", "ˋ"), longest);
}

const entities = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
]);
