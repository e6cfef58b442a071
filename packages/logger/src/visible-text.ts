// Control characters, line and paragraph separators, and those that turn the direction of text
// around: with them, a message could pass for lines of the log that nobody wrote.
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const shortNames: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Text in which every character that a terminal would obey rather than show is written out:
 * a null byte reads `\u0000`. Without `keepBreaks` the result is one line.
 *
 * @param keepBreaks leaves line feeds and tabs, for values that are written as JSON anyway.
 */
export function visibleText(text: string, keepBreaks = false): string {
  return text.toWellFormed().replace(unseen, (character) => {
    if (keepBreaks && (character === "\n" || character === "\t")) return character;
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return shortNames[character] ?? `\\u${code}`;
  });
}
