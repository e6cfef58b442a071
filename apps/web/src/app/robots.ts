import type { MetadataRoute } from "next";
import { theSite } from "../server/site.ts";

export const dynamic = "force-dynamic";

/** Pages of one redditor and of those who are signed in are nobody's to find. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/form/", "/account", "/api/", "/moderate", "/operate", "/research", "/sign-in"],
    },
    sitemap: `${theSite().webUrl}/sitemap.xml`,
  };
}
