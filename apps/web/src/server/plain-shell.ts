import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { WordsBack } from "./words-back.ts";

interface PlainContent {
  readonly language: string;
  readonly nonce: string;
  /** As HTML. */
  readonly title: string;
  /** As HTML. */
  readonly content: string;
  /** As HTML; none where nothing is given. */
  readonly foot?: string;
}

/** The frame of a page that no framework renders: the site's name, a heading, what it has to say. */
export type PlainShell = (page: PlainContent) => string;

/** @param appDir the folder of the web app: its looks are read once */
export function createPlainShell(appDir: string): PlainShell {
  const style = ["tokens.css", "page.css", "site-frame.css", "field.css", "button.css"]
    .map((file) => readFileSync(join(appDir, "src", "design", file), "utf8"))
    .join("\n");
  return ({ language, nonce, title, content, foot = "" }) => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · AppealMod</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<header class="page site-head"><a class="wordmark" href="/">${mark}AppealMod</a></header>
<main class="page reading"><div class="column stack">
<h1>${title}</h1>
${content}
</div></main>
${foot}
</body>
</html>
`;
}

/** The sign of the site, as `Mark` draws it. */
const mark = `<svg viewBox="0 0 28 28" aria-hidden="true"><rect x="3" y="5" width="22" height="18" rx="3" fill="var(--accent)"/><path d="M8 11h12M8 15h8" stroke="var(--accent-ink)" stroke-width="2" stroke-linecap="round" fill="none"/><path d="M14.5 19.5l2.5 2.5 5-6" stroke="var(--paper)" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" fill="none"/><path d="M14.5 19.5l2.5 2.5 5-6" stroke="var(--accent)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" fill="none"/></svg>`;

/** What such a page may load and do, where its answer carries no policy yet. */
export function plainPolicy(nonce: string, back?: WordsBack): string {
  // The button of a page under another address of the site leads to the right one.
  const elsewhere = back?.again?.host === undefined ? "" : ` ${new URL(back.again.action).origin}`;
  return `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'self'${elsewhere}; frame-ancestors 'none'`;
}

export const plainHeaders = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex, nofollow",
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
} as const;
