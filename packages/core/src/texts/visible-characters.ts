/**
 * Characters that no reader sees, wherever they stand: the standard's own list of what is ignored
 * when it is displayed, control characters, and those that it gives a place but no shape. Private
 * use and what no version of Unicode knows yet are not among them: a box at least is shown for
 * those, and the next version's letters are somebody's words.
 *
 * - U+2800, U+13441, U+13442: blank Braille pattern, Egyptian blanks
 * - U+FFF9–FFFB, U+13430–1343F: marks of an annotation, controls of hieroglyphs
 * - U+FFFC: the place of an object that is not there, as dictation leaves it in a text
 * - U+1D159: a musical note without a head
 */
const unseen = String.raw`\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cc}\u2800\uFFF9-\uFFFC\u{13430}-\u{1343F}\u{13441}\u{13442}\u{1D159}`;

const allUnseen = new RegExp(`[${unseen}]`, "gu");
// A mark that stands on nothing, such as an accent without its letter, is no word either.
const anythingSeen = new RegExp(`[^${unseen}\\p{White_Space}\\p{M}]`, "u");
const anySpace = /\p{White_Space}/u;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Whether a reader of the text sees nothing at all: it is as good as empty. */
export function showsNothing(text: string): boolean {
  return !anythingSeen.test(text);
}

/**
 * How many characters a reader sees. A letter with its marks and a joined emoji are one each, a
 * gap between words is one however wide it is, and what shows nothing is none.
 */
export function visibleLength(text: string): number {
  let length = 0;
  let isAfterGap = false;
  for (const { segment } of graphemes.segment(text)) {
    if (showsNothing(segment)) {
      isAfterGap ||= anySpace.test(segment);
      continue;
    }
    if (isAfterGap && length > 0) length += 1;
    isAfterGap = false;
    length += 1;
  }
  return length;
}

/**
 * The text without what nobody sees in it; line ends and tabs go as well, other spaces stay. For
 * names and addresses alone: in words a joiner may be part of the spelling.
 */
export function withoutUnseen(text: string): string {
  return text.replace(allUnseen, "");
}

const namedBlanks = /&(?:nbsp|ensp|emsp|thinsp|zwj|zwnj|shy|lrm|rlm);/gi;
const linksWithoutWords = /!?\[\s*\]\([^()]{0,2000}\)/g;
const marksOfLines = /^[>#\s]+/gm;

/**
 * The same for a text that Reddit renders: `&#x200B;`, with which its own editor makes empty
 * lines, a link without words and an empty quote show nothing there.
 */
export function showsNothingOnReddit(text: string): boolean {
  return showsNothing(
    text
      .replace(/&(?:amp;)?#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, characterOf)
      .replace(namedBlanks, " ")
      .replace(linksWithoutWords, "")
      .replace(marksOfLines, ""),
  );
}

function characterOf(written: string, hexadecimal?: string, decimal?: string): string {
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : written;
}
