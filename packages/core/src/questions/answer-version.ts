import type { Answers } from "./answers.ts";

/**
 * A sign by which two states of an answer are told apart, the same in a browser and on the
 * server; empty for no answer. Blanks, line ends and what cleaning takes away make no difference:
 * a page counts before its words are cleaned, the server after. A collision of its 53 bits would
 * take one of two texts of the same author for the other.
 */
export function answerVersion(answer: Answers[string] | undefined): string {
  const values = [answer ?? []]
    .flat()
    .map((value) => value.replace(uncounted, ""))
    .filter((value) => value !== "")
    .toSorted();
  return values.length === 0 ? "" : hash(JSON.stringify(values)).toString(36);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that cleaning takes away
const uncounted = /[\s\u0000-\u001F\u007F\uFFFD-\uFFFF\p{Cs}]/gu;

/** cyrb53 (bryc, public domain): 53 bits, spread well, without what only some platforms have. */
function hash(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
