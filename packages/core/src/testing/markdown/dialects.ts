import { HtmlRenderer, Parser } from "commonmark";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { markdown as snudown } from "snudown-js";

/**
 * What shows Reddit's Markdown, as HTML.
 *
 * - Old Reddit and the `body` of the API: snudown, compiled from Reddit's own source. A line that
 *   ends in two blanks is broken; `u/name`, addresses and e-mail become links by themselves.
 * - New Reddit says of its Markdown (r/reddit.com/wiki/markdown) that it is CommonMark with the
 *   tables, struck words and bare links of GitHub. CommonMark's reference implementation and an
 *   implementation of GitHub's extensions stand for it; its own additions (`>!`, `^`, `u/`) are
 *   written as in snudown. HTML, which Reddit shows as text, is let through here: where some gets
 *   in, it is seen.
 */
export const dialects: Readonly<Record<string, (markdown: string) => string>> = {
  "old Reddit (snudown)": (markdown) => snudown(markdown),
  "new Reddit (CommonMark)": (markdown) => new HtmlRenderer().render(new Parser().parse(markdown)),
  "new Reddit (with GitHub's extensions)": (markdown) =>
    micromark(markdown, {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    }),
};
