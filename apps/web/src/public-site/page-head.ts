import { type Language, languages } from "../i18n/languages.ts";
import { escapeHtml } from "../server/escape-html.ts";
import { theSite } from "../server/site.ts";
import type { Assets } from "./assets.ts";
import { wordsIn } from "./intl.tsx";
import type { Page } from "./page.ts";

/** What a page's head tells search engines, phones and previews of links. */
export function pageHead(page: Page, language: Language, assets: Assets): string {
  const t = wordsIn(language, "site");
  const { about } = page;
  const description = about?.description ?? t("description");
  const tags = [
    `<meta name="description" content="${escapeHtml(description)}">`,
    `<link rel="apple-touch-icon" href="${assets.touchIcon}">`,
    ...(about ? found(page.title ?? t("name"), about, language, assets) : []),
  ];
  return tags.join("\n");
}

/** A page has one address, and one more for each language. */
function found(
  title: string,
  { path, description }: NonNullable<Page["about"]>,
  language: Language,
  { picture }: Assets,
): readonly string[] {
  const t = wordsIn(language, "site");
  const { webUrl } = theSite();
  const address = `${webUrl}${path}`;
  const alternate = (tag: string, href: string) =>
    `<link rel="alternate" hreflang="${tag}" href="${escapeHtml(href)}">`;
  const property = (name: string, content: string) =>
    `<meta property="og:${name}" content="${escapeHtml(content)}">`;
  return [
    `<link rel="canonical" href="${escapeHtml(address)}">`,
    ...Object.keys(languages).map((tag) => alternate(tag, `${address}?language=${tag}`)),
    alternate("x-default", address),
    property("type", "website"),
    property("site_name", t("name")),
    property("locale", language),
    property("url", address),
    property("title", title),
    property("description", description),
    property("image", `${webUrl}${picture}`),
    property("image:width", "1200"),
    property("image:height", "630"),
    property("image:alt", t("pictureText")),
    '<meta name="twitter:card" content="summary_large_image">',
  ];
}
