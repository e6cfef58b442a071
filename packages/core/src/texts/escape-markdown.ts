/**
 * Makes a stranger's text plain in Reddit's markdown: it reads as it was written, and no
 * link with a label, heading, quote, spoiler or table of theirs takes effect. Only
 * characters that mean something to markdown are touched.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\\`*[\]~^|]|>(?=!)|&(?=#?\w+;)/g, "\\$&")
      // Within a word it means nothing, and a backslash would cut u/some_name in two.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
      .replace(/^([^\S\n]*)(#|>|-+[^\S\n]*$)/gm, "$1\\$2")
      // A line of nothing but = makes a heading of the one above, and Reddit knows no backslash before =.
      .replace(/^([^\S\n]*)=(=*[^\S\n]*)$/gm, "$1&#61;$2")
  );
}

/** The text as a quoted block, line by line. */
export function quoteMarkdown(text: string): string {
  return escapeMarkdown(text)
    .split("\n")
    .map((line) => (line.trim() === "" ? ">" : `> ${line}`))
    .join("\n");
}
