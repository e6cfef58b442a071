import { createHash } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";
import type { Language } from "../i18n/languages.ts";
import { escapeHtml } from "../server/escape-html.ts";
import type { Assets } from "./assets.ts";
import { InLanguage, wordsIn } from "./intl.tsx";
import type { Page } from "./page.ts";
import { pageHead } from "./page-head.ts";

export interface RenderedPage {
  readonly status: number;
  readonly html: string;
  /** Sources of scripts and of styles, as a policy names them. */
  readonly scripts: string;
  readonly styles: string;
}

/** Renders a page as a document. What stands in its head is ours; the rest is React's to escape. */
export function renderPage(
  page: Page,
  language: Language,
  assets: Assets,
  isPrivate: boolean,
): RenderedPage {
  const t = wordsIn(language, "site");
  const { title, status = 200, content, style = "" } = page;
  const script = page.script && assets.scripts[page.script];
  const name = t("name");
  const body = renderToStaticMarkup(
    <InLanguage language={language}>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      {content}
    </InLanguage>,
  );
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title === null ? name : `${title} · ${name}`)}</title>
<link rel="stylesheet" href="${assets.style}">
${script ? `<script defer src="${script.address}" integrity="${script.hash}"></script>\n` : ""}${style === "" ? "" : `<style>${style}</style>\n`}${pageHead(page, language, assets)}
${isPrivate || status !== 200 ? '<meta name="robots" content="noindex, nofollow">\n' : ""}<meta name="theme-color" content="#f6f8f6" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#11191b" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${assets.icon}" sizes="any" type="image/svg+xml">
</head>
<body>${body}</body>
</html>
`;
  return {
    ...{ status, html },
    scripts: script ? `'${script.hash}'` : "'none'",
    styles: style === "" ? "'self'" : `'self' '${hashOf(style)}'`,
  };
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
