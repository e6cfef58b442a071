import { escapeLines } from "./escape-markdown.ts";

/** A stranger's text as a quoted block. */
export function quoteMarkdown(text: string): string {
  return escapeLines(text)
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}
