import { markdown as snudown } from "snudown-js";

/** Reddit's `body_html`: `<!-- SC_OFF --><div class="md">…</div><!-- SC_ON -->`. */
export function bodyHtml(markdown: string): string {
  return `<!-- SC_OFF --><div class="md">${markdownToHtml(markdown)}\n</div><!-- SC_ON -->`;
}

/** What Reddit's own renderer, snudown, makes of a message. */
export function markdownToHtml(markdown: string): string {
  return snudown(markdown).trimEnd();
}
