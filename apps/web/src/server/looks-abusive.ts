import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from "obscenity";

const english = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });

/**
 * Whether a message looks as if it could hurt whoever reads it: by a list of English words, disguised
 * ones included, and by the community's own words. It is only folded then, never judged.
 *
 * @param own words and phrases of the community, compared without case, in any language
 */
export function looksAbusive(text: string, own: readonly string[] = []): boolean {
  return english.hasMatch(text) || own.some((word) => wholeWord(word).test(text));
}

/** The library knows the letters of English alone. */
function wholeWord(word: string): RegExp {
  const literal = word.trim().replaceAll(/[\\^$.*+?()[\]{}|/]/g, (sign) => `\\${sign}`);
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${literal.replaceAll(/\s+/g, "\\s+")}(?![\\p{L}\\p{N}])`,
    "iu",
  );
}
