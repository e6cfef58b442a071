/** A text in two parts; a line end or an empty line that stood between them is in neither. */
export interface CutText {
  readonly head: string;
  readonly rest: string;
}

/**
 * Cuts off as much of a text as there is room for, one character at least: at a line end or a
 * blank if more than half of the room is used then, else between two characters as people count
 * them, and never within an address, which would lead somewhere else.
 *
 * @param lengthOf how much room a line takes, its end included; a shorter one takes no more
 */
export function cutText(text: string, room: number, lengthOf: (line: string) => number): CutText {
  let at = 0;
  let used = 0;
  for (const line of text.split("\n")) {
    const length = lengthOf(line);
    if (used + length > room) {
      if (used > room / 2) return halves(text, at);
      return halves(text, at + cutLine(line, room - used, lengthOf));
    }
    used += length;
    at += line.length + 1;
  }
  return { head: text, rest: "" };
}

function halves(text: string, at: number): CutText {
  return { head: text.slice(0, at).replace(/\n$/, ""), rest: text.slice(at).replace(/^\n/, "") };
}

/** How much of a line there is room for, in code units. */
function cutLine(line: string, room: number, lengthOf: (line: string) => number): number {
  const isFitting = (at: number) => lengthOf(line.slice(0, at)) <= room;
  for (const places of [afterBlanks, betweenCharacters, betweenCodePoints]) {
    const at = lastOf(places(line), isFitting);
    if (at > 0 && (places === betweenCodePoints || lengthOf(line.slice(0, at)) > room / 2))
      return at;
  }
  return betweenCodePoints(line)[0] ?? line.length;
}

type Places = (line: string) => readonly number[];

const afterBlanks: Places = (line) => [...line.matchAll(/[ \t]/g)].map(({ index }) => index + 1);

const betweenCharacters: Places = (line) => {
  const addresses = [...line.matchAll(/https?:\/\/\S+/gi)];
  return [...new Intl.Segmenter().segment(line)]
    .map(({ index }) => index)
    .filter((at) => !addresses.some(({ 0: run, index }) => at > index && at < index + run.length));
};

const betweenCodePoints: Places = (line) => {
  let at = 0;
  return Array.from(line, (character) => {
    at += character.length;
    return at;
  });
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
