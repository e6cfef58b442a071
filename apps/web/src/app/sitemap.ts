import type { MetadataRoute } from "next";
import { languages } from "../i18n/languages.ts";
import { theSite } from "../server/site.ts";

export const dynamic = "force-dynamic";

const paths = [
  "/",
  "/sign-up",
  "/try",
  "/form",
  "/study",
  "/privacy",
  "/legal-notice",
  "/accessibility",
] as const;

/** Every page that anybody may find, with its languages. */
export default function sitemap(): MetadataRoute.Sitemap {
  const { webUrl } = theSite();
  return paths.map((path) => ({
    url: `${webUrl}${path}`,
    alternates: {
      languages: Object.fromEntries(
        Object.keys(languages).map((tag) => [tag, `${webUrl}${path}?language=${tag}`]),
      ),
    },
  }));
}
