import type { QuestionSet } from "../questions/question-set.ts";
import { linksElsewhere } from "../texts/links-elsewhere.ts";
import type { LocalizedText } from "../texts/localized-text.ts";

/** A text that links to what moderators' words may not link to. */
export class LinkElsewhereError extends Error {
  override readonly name = "LinkElsewhereError";
  readonly addresses: readonly string[];

  constructor(where: string, addresses: readonly string[]) {
    super(
      `${where} links to ${addresses.join(", ")}: texts may link to Reddit and to this site, and to nothing else.`,
    );
    this.addresses = addresses;
  }
}

/**
 * @param words by what they are called
 * @param siteUrl the site's own public address
 * @throws LinkElsewhereError that names the first one which links elsewhere
 */
export function requireNoLinksElsewhere(
  words: Iterable<readonly [name: string, text: string]>,
  siteUrl?: string,
): void {
  for (const [name, text] of words) {
    const addresses = linksElsewhere(text, siteUrl);
    if (addresses.length > 0) throw new LinkElsewhereError(name, addresses);
  }
}

/** All that redditors read in a set of questions, each by the question that it stands in. */
export function* wordsOfQuestions({
  questions,
}: Pick<QuestionSet, "questions">): Generator<readonly [string, string]> {
  for (const question of questions) {
    const labels = "options" in question ? question.options.map(({ label }) => label) : [];
    for (const text of [question.label, ...(question.help ? [question.help] : []), ...labels])
      for (const words of wordings(text)) yield [`The question "${question.id}"`, words];
  }
}

function wordings(text: LocalizedText): readonly string[] {
  return typeof text === "string" ? [text] : Object.values(text);
}
