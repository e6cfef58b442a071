import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { languages } from "../i18n/languages.ts";
import { theSite } from "../server/site.ts";

type Named = "privacy" | "legal" | "accessibility" | "study" | "tryForm" | "signUp" | "lostLink";

/** What search engines and previews of links are told of a page that anybody may find. */
export async function pageMetadata(path: string, name: Named): Promise<Metadata> {
  const t = await getTranslations(name);
  return publicMetadata(path, { title: t("title"), description: t("lead") });
}

/**
 * A page has one address, and one more for each language.
 *
 * @param path from the root, with a slash at its beginning
 */
export async function publicMetadata(
  path: string,
  { title, description }: { readonly title: string; readonly description: string },
): Promise<Metadata> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("site")]);
  const { webUrl } = theSite();
  const address = `${webUrl}${path}`;
  return {
    title,
    description,
    alternates: {
      canonical: address,
      languages: {
        ...Object.fromEntries(
          Object.keys(languages).map((tag) => [tag, `${address}?language=${tag}`]),
        ),
        "x-default": address,
      },
    },
    openGraph: {
      type: "website",
      siteName: t("name"),
      locale,
      url: address,
      title,
      description,
      images: [
        { url: `${webUrl}/opengraph-image.png`, width: 1200, height: 630, alt: t("pictureText") },
      ],
    },
    twitter: { card: "summary_large_image" },
  };
}
