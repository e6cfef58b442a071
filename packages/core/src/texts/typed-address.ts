/** Where an address stands in a text. */
export interface TypedAddress {
  readonly start: number;
  readonly end: number;
}

/** Longer ones are no addresses that anybody typed; browsers refuse them not far from here. */
const longestAddress = 2000;

const candidate = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"]+/giu;

/**
 * What every reader of Markdown hands through as it is. Left out are the characters that browsers
 * write in another way, what looks like an entity, and a name before the host, which misleads.
 */
const plain =
  /^https?:\/\/[a-z0-9](?:[a-z0-9.-]|\P{ASCII})*(?::\d+)?(?:[/?#](?:[a-z0-9\-._~/?#@!$&'()*+,;=:]|%[0-9a-f]{2}|\P{ASCII})*)?$/iu;
const entity = /&#?\w+;/;

/**
 * The addresses that were typed in a text, and that can lead where they were typed. What ends a
 * sentence, closes a bracket or quotation, or repeats the `*` before it is no part of one.
 */
export function typedAddresses(text: string): readonly TypedAddress[] {
  const found: TypedAddress[] = [];
  for (const { 0: run, index: start } of text.matchAll(candidate)) {
    const address = withoutWhatFollows(run, text.charAt(start - 1));
    if (isAddress(address)) found.push({ start, end: start + address.length });
  }
  return found;
}

function isAddress(text: string): boolean {
  return (
    text.length <= longestAddress && plain.test(text) && !entity.test(text) && URL.canParse(text)
  );
}

const closing = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);
const sentenceEnd = /[.,;:!?'\p{Pi}\p{Pf}…。、，！？：；）」』】]/u;

function withoutWhatFollows(run: string, before: string): string {
  let end = run.length;
  const unclosed = new Map(
    [...closing].map(([close, open]) => [close, count(run, close) - count(run, open)]),
  );
  for (; end > 0; end -= 1) {
    const last = run.charAt(end - 1);
    const tooMany = unclosed.get(last) ?? 0;
    if (tooMany > 0) unclosed.set(last, tooMany - 1);
    else if (!sentenceEnd.test(last) && !(last === before && /[*_~`|]/.test(last))) break;
  }
  return run.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
