const ownPages: Readonly<Record<string, string>> = {
  "/": "landing",
  "/sign-up": "sign-up",
  "/form": "lost-link",
  "/language": "language",
  "/healthz": "health",
  "/sign-in": "sign-in",
  "/sign-in/reddit": "sign-in",
  "/sign-out": "sign-out",
  "/api/auth/callback/reddit": "sign-in-answer",
  "/account": "account",
  "/privacy": "privacy",
  "/legal-notice": "legal-notice",
  "/accessibility": "accessibility",
  "/study": "study",
  "/try": "try",
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
  if (bare.startsWith("/report/")) return "report";
  // Nothing below is a secret; ids stay out all the same, for the log is no record of who read what.
  if (/^\/moderate(?:\/|$)/i.test(bare)) return "room";
  if (/^\/research(?:\/|$)/i.test(bare)) return "research";
  if (/^\/operate(?:\/|$)/i.test(bare)) return "operate";
  return ownPages[bare] ?? "unknown";
}
