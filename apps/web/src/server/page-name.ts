const ownPages: Readonly<Record<string, string>> = {
  "/": "landing",
  "/sign-up": "sign-up",
  "/sign-up/submit": "sign-up",
  "/form": "lost-link",
  "/lost-link": "lost-link",
  "/language": "language",
  "/healthz": "health",
};

/**
 * Which page an address or a route belongs to, for the log. A name and not a pattern: below
 * `/form/` the log strikes out whatever follows, for it may be a token.
 */
export function pageName(url: string | undefined): string {
  const [path = ""] = (url ?? "").split("?");
  const bare = path.length > 1 ? path.replace(/\/$/, "") : path;
  if (/^\/form\//i.test(bare)) return "appeal-form";
  if (bare.startsWith("/_next/")) return "asset";
  return ownPages[bare] ?? "unknown";
}
