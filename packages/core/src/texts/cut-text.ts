/** A text in two parts; a line end or an empty line that stood between them is in neither. */
export interface CutText {
  readonly head: string;
  readonly rest: string;
}

/**
 * Cuts off as much of a text as fits, one character at least: at a line end or a blank if that
 * takes more than half of what could be taken, else between two characters as people count them,
 * and never within an address, which would lead somewhere else.
 *
 * @param fits whether a beginning of the text is short enough; then shorter ones are as well
 */
export function cutText(text: string, fits: (head: string) => boolean): CutText {
  const isFitting = (at: number) => fits(text.slice(0, at));
  const most = lastOf(
    Array.from({ length: text.length + 1 }, (_, at) => at),
    isFitting,
  );
  for (const places of [lineEnds, afterBlanks, betweenCharacters]) {
    const at = lastOf(places(text), isFitting);
    if (at > most / 2) return halves(text, at);
  }
  const at =
    lastOf(betweenCodePoints(text), isFitting) ||
    String.fromCodePoint(text.codePointAt(0) ?? 0).length;
  return halves(text, at);
}

function halves(text: string, at: number): CutText {
  return { head: text.slice(0, at).replace(/\n$/, ""), rest: text.slice(at).replace(/^\n\n?/, "") };
}

type Places = (text: string) => readonly number[];

const lineEnds: Places = (text) => [...text.matchAll(/\n/g)].map(({ index }) => index);

const afterBlanks: Places = (text) => [...text.matchAll(/[ \t]/g)].map(({ index }) => index + 1);

const betweenCharacters: Places = (text) => {
  const addresses = [...text.matchAll(/https?:\/\/\S+/gi)];
  return [...new Intl.Segmenter().segment(text)]
    .map(({ index }) => index)
    .filter((at) => !addresses.some(({ 0: run, index }) => at > index && at < index + run.length));
};

const betweenCodePoints: Places = (text) => {
  let at = 0;
  return [0, ...Array.from(text, (character) => (at += character.length))];
};

/** The last of ascending places that fits, found in few looks; 0 where none does. */
function lastOf(places: readonly number[], isFitting: (at: number) => boolean): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isFitting(places[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return places[low - 1] ?? 0;
}
