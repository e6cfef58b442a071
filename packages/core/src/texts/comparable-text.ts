/**
 * A message's words in a form in which what was sent and what stands at Reddit can be compared:
 * blanks and line ends may have been changed on the way.
 */
export function comparableText(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
