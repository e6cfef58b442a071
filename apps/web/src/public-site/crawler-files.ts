import { languages } from "../i18n/languages.ts";
import { escapeHtml } from "../server/escape-html.ts";
import { theSite } from "../server/site.ts";

/** Pages that anybody may find. */
const foundPaths = [
  "/",
  "/sign-up",
  "/try",
  "/form",
  "/study",
  "/privacy",
  "/legal-notice",
  "/accessibility",
] as const;

/** Pages of one redditor and of those who are signed in are nobody's to find. */
const hiddenPaths = [
  ...["/form/", "/account", "/api/", "/moderate", "/operate", "/research", "/sign-in"],
] as const;

/** What is answered as it is, without a page around it. */
export interface SiteFile {
  readonly type: string;
  readonly body: string;
}

/** What search engines ask for, by its path; `null` for any other path. */
export function crawlerFile(path: string): SiteFile | null {
  if (path === "/robots.txt") return { type: "text/plain; charset=utf-8", body: robots() };
  if (path === "/sitemap.xml") return { type: "application/xml; charset=utf-8", body: sitemap() };
  return null;
}

function robots(): string {
  const rules = ["User-Agent: *", "Allow: /", ...hiddenPaths.map((path) => `Disallow: ${path}`)];
  return `${[...rules, "", `Sitemap: ${theSite().webUrl}/sitemap.xml`].join("\n")}\n`;
}

function sitemap(): string {
  const { webUrl } = theSite();
  const pages = foundPaths.map((path) => {
    const address = escapeHtml(`${webUrl}${path}`);
    const inLanguages = Object.keys(languages).map(
      (tag) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${address}?language=${tag}"/>`,
    );
    return `<url><loc>${address}</loc>${inLanguages.join("")}</url>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${pages.join("\n")}
</urlset>
`;
}
