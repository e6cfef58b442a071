import { showableText } from "./showable-text.ts";
import { typedAddresses } from "./typed-address.ts";

/**
 * Makes a stranger's text plain in both of Reddit's dialects of Markdown (snudown, and the
 * CommonMark of new Reddit): its characters and line ends stand as they were typed, an address
 * leads where it was typed, and nothing else has any effect.
 *
 * HTML runs blanks together and has no tab. So all blanks of several but the last are no-break
 * spaces, and a tab is an em space. An empty line parts two paragraphs; each further one is a
 * line with a no-break space.
 */
export function escapeMarkdown(text: string): string {
  return escapeLines(text).join("\n");
}

/** The same, line by line: an empty one parts two paragraphs. */
export function escapeLines(text: string): readonly string[] {
  const typed = showableText(text).split("\n");
  const escaped: string[] = [];
  for (const [at, line] of typed.entries()) {
    if (line !== "") escaped.push(escapeLine(line));
    else escaped.push(isBetweenParagraphs(typed, at) ? "" : noBreakSpace);
  }
  return escaped.map((line, at) => (line !== "" && escaped[at + 1] ? `${line}${lineBreak}` : line));
}

/** Both dialects break a line that ends in two blanks, and only CommonMark one that ends in `\`. */
const lineBreak = "  ";

/** As an entity: CommonMark's reference implementation cuts the character off a paragraph's ends. */
const noBreakSpace = "&nbsp;";

function isBetweenParagraphs(lines: readonly string[], at: number): boolean {
  return Boolean(lines[at - 1]) && at < lines.length - 1;
}

/** A look that spares most lines of most texts all others. */
const isAnythingIn = /[\\`*_[\]~^|<>&@/\t]|www\.| {2}|^[\s\d#+:=-]|\s$/i;

function escapeLine(line: string): string {
  if (!isAnythingIn.test(line)) return line;
  let escaped = "";
  let done = 0;
  for (const { start, end } of typedAddresses(line)) {
    const words = escapeWords(line.slice(done, start));
    escaped += withLink(words, line.slice(start, end));
    done = end;
  }
  return withBlanks(escapeStart(escaped + escapeWords(line.slice(done))));
}

/** Snudown ends an address in angle brackets at an apostrophe. */
function withLink(words: string, address: string): string {
  if (!address.includes("'")) return `${words}<${address}>`;
  const link = `[${escapeWords(address)}](${address.replace(/[&'()*_~]/g, "\\$&")})`;
  // Before a bracket it makes a picture, in snudown behind a backslash as well.
  return words.replace(/!$/, "&#33;") + link;
}

/** A text on one line, in which nothing is a link. */
export function escapeWords(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]~^|<>]|&(?=#?\w+;)/g, "\\$&")
      // Addresses, hosts and names become links by themselves unless they are broken up.
      .replace(/:(?=\/\/)/g, "\\:")
      .replace(/(?<=www)\./gi, "\\.")
      .replace(/(?<=(?<![a-z0-9])[ru])\/|\/(?=[ru]\/)/gi, "\\/")
      // Snudown knows no backslash before @.
      .replace(/(?<=[\w.+-])@(?=[\w.@-])/g, "&#64;")
  );
}

/** What means something only where a line begins. */
function escapeStart(line: string): string {
  return (
    line
      .replace(/^[#+:-]/, "\\$&")
      .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")
      // Snudown knows no backslash before =.
      .replace(/^=/, "&#61;")
  );
}

function withBlanks(line: string): string {
  return line
    .replace(/\t/g, "\u2003")
    .replace(/^ +| +$| +(?= )/g, (blanks) => "\u00a0".repeat(blanks.length))
    .replace(/^\s|\s$/g, (blank) => `&#${blank.charCodeAt(0)};`);
}
