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
    const blocks = readHtml(html);
    const complain = (what: string) => {
      throw new Error(
        `${dialect}: ${what}\ntyped    ${JSON.stringify(typed)}\nmarkdown ${JSON.stringify(markdown)}\nhtml     ${JSON.stringify(html)}`,
      );
    };
    for (const block of blocks) checkElements(block, complain);
    const text = blocks.map((block) => block.text).join("\n\n");
    if (asSeen(text) !== asSeen(typed)) complain(`reads ${JSON.stringify(text)}`);
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

/** A text as people see it: one kind of blank, and a line of one blank is an empty line. */
export function asSeen(text: string): string {
  return text.replace(/[ \t\u00a0\u2003]/g, " ").replace(/(?<=^|\n) (?=\n|$)/g, "");
}

/** Where an address leads: `~` and `%7E` are one character (RFC 3986, 2.3). */
export function destination(address: string): string {
  return new URL(address).href.replaceAll(/%7E/gi, "~");
}

type Complain = (what: string) => void;

function checkElements({ within, inline }: SeenBlock, complain: Complain): void {
  if (within.join(" ") !== "blockquote p") complain(`stands in ${within.join(" ")}`);
  const odd = inline.filter((name) => name !== "br" && name !== "a");
  if (odd.length > 0) complain(`there is ${odd.join(", ")}`);
}

function checkLink({ text, href }: SeenLink, typed: string, complain: Complain): void {
  if (!/^https?:\/\//i.test(text) || !typed.includes(text)) complain(`no address: ${text}`);
  else if (destination(href) !== destination(text)) complain(`${text} leads to ${href}`);
}
