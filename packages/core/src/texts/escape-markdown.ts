/**
 * Makes a stranger's text plain in Reddit's markdown: it reads as it was written, and no
 * link, heading, quote or table of theirs takes effect. Only characters that mean
 * something to markdown are touched.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]~^|]/g, (character) => `\\${character}`)
    .replace(/^(\s*)(#|>)/gm, "$1\\$2");
}

/** The text as a quoted block, line by line. */
export function quoteMarkdown(text: string): string {
  return escapeMarkdown(text)
    .split("\n")
    .map((line) => (line.trim() === "" ? ">" : `> ${line}`))
    .join("\n");
}
