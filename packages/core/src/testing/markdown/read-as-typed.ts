import { dialects } from "./dialects.ts";
import { readHtml, type SeenBlock, type SeenLink } from "./read-html.ts";

/** What became of a text in every dialect: all read it alike. */
export interface ReadAsTyped {
  readonly links: readonly SeenLink[];
}

/**
 * Renders a quoted text in every dialect of Reddit.
 *
 * Equal means: the same characters in the same lines, where one kind of blank is as good as
 * another, for HTML has no tab and shows one blank of several.
 *
 * @throws Error that says how it reads where it does not read as it was typed, where there is
 *   another element than quote, paragraph and break, or a link that was not typed or leads elsewhere
 */
export function readQuoteAsTyped(markdown: string, typed: string): ReadAsTyped {
  const found = Object.entries(dialects).map(([dialect, render]) => {
    const html = render(markdown);
    const complain = complaintsAbout({ dialect, typed, markdown, html });
    const blocks = readHtml(html);
    for (const block of blocks) {
      checkPlace(block, "blockquote p", complain);
      checkInline(block, ["br", "a"], complain);
    }
    checkText(blocks.map(({ text }) => text).join("\n\n"), typed, complain);
    const links = blocks.flatMap((block) => block.links);
    for (const link of links) checkLink(link, typed, complain);
    return links;
  });
  const [links = [], ...others] = found;
  const words = (of: readonly SeenLink[]) => of.map(({ text }) => text).join("\n");
  if (others.some((other) => words(other) !== words(links)))
    throw new Error(`the dialects differ in what is a link: ${JSON.stringify(found)}`);
  return { links };
}

/**
 * Renders a text in bold letters in every dialect: one paragraph of the same words on one line.
 *
 * @throws Error that says how it reads otherwise
 */
export function readBoldAsTyped(markdown: string, typed: string): void {
  for (const [dialect, render] of Object.entries(dialects)) {
    const html = render(markdown);
    const complain = complaintsAbout({ dialect, typed, markdown, html });
    const blocks = readHtml(html);
    for (const block of blocks) {
      checkPlace(block, "p", complain);
      checkInline(block, ["strong"], complain);
    }
    checkText(blocks.map(({ text }) => text).join("\n\n"), typed.replace(/\s+/g, " "), complain);
  }
}

/** A text as people see it: one kind of blank, and a line of one blank is an empty line. */
export function asSeen(text: string): string {
  return text.replace(/[ \t\u00a0\u2003]/g, " ").replace(/(?<=^|\n) (?=\n|$)/g, "");
}

/** Where an address leads: `~` and `%7E` are one character (RFC 3986, 2.3). */
export function destination(address: string): string {
  return new URL(address).href.replaceAll(/%7E/gi, "~");
}

type Complain = (what: string) => void;

function complaintsAbout(about: Readonly<Record<string, string>>): Complain {
  return (what) => {
    const lines = Object.entries(about).map(([name, text]) => `${name}: ${JSON.stringify(text)}`);
    throw new Error([what, ...lines].join("\n"));
  };
}

function checkPlace({ within }: SeenBlock, expected: string, complain: Complain): void {
  if (within.join(" ") !== expected) complain(`stands in ${within.join(" ")}`);
}

function checkInline({ inline }: SeenBlock, allowed: readonly string[], complain: Complain): void {
  const odd = inline.filter((name) => !allowed.includes(name));
  if (odd.length > 0) complain(`there is ${odd.join(", ")}`);
}

function checkText(text: string, typed: string, complain: Complain): void {
  if (asSeen(text) !== asSeen(typed)) complain(`reads ${JSON.stringify(text)}`);
}

function checkLink({ text, href }: SeenLink, typed: string, complain: Complain): void {
  if (!/^https?:\/\//i.test(text) || !typed.includes(text)) complain(`no address: ${text}`);
  else if (destination(href) !== destination(text)) complain(`${text} leads to ${href}`);
}
