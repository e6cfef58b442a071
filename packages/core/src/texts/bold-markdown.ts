import { escapeWords } from "./escape-markdown.ts";
import { showableText } from "./showable-text.ts";

/** A text in bold letters, on one line and without links. */
export function boldMarkdown(text: string): string {
  // Snudown ends what is bold at an escaped asterisk.
  const words = showableText(text)
    .replace(/\s+/g, " ")
    .trim()
    .split("*")
    .map(escapeWords)
    .join("&#42;");
  return `**${words}**`;
}
