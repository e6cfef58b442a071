import { type NextRequest, NextResponse } from "next/server";
import { isLanguage, languageCookie } from "./i18n/languages.ts";
import { roomLanguage } from "./i18n/room-language.ts";
import { theSite } from "./server/site.ts";

/**
 * Runs before every page: gives it a policy of its own for what may be loaded, and sends
 * posts to the handlers behind pages that share their address.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(
    nonce,
    request.nextUrl.protocol === "https:",
    formTargets(pathname),
  );
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  // For the links that show the same page in another language.
  headers.set("x-query", request.nextUrl.search);
  const language = request.nextUrl.searchParams.get("language") ?? "";
  headers.delete("x-language");
  if (isLanguage(language)) headers.set("x-language", language);
  if (isRoom(pathname)) headers.set("x-language", roomLanguage);

  const target = request.method === "POST" ? postTarget(pathname) : null;
  const response = target
    ? NextResponse.rewrite(new URL(target, request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(alwaysSent)) response.headers.set(name, value);
  if (isLanguage(language))
    response.headers.set(
      "Set-Cookie",
      `${languageCookie}=${language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`,
    );
  if (isPrivate(pathname)) {
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("X-Robots-Tag", "noindex, nofollow");
  }
  return response;
}

export const config = {
  // The process lets nothing through below this folder but files that there are.
  matcher: ["/((?!_next/static/|(?:icon\\.svg|apple-icon\\.png|opengraph-image\\.png)$).*)"],
};

const alwaysSent = {
  // Not no-referrer: with it browsers send `Origin: null` along with our own forms, and a
  // foreign page could no longer be told apart. No other host ever sees a link's token.
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
} as const;

function isPrivate(pathname: string): boolean {
  return /^\/form(?:\/|$)/i.test(pathname) || isRoom(pathname);
}

/** Whether a page is for those who are signed in, or on the way there. */
function isRoom(pathname: string): boolean {
  return /^\/(?:sign-in|sign-out|account|moderate|operate|research|api)(?:\/|$)/i.test(pathname);
}

/** The handler of a page's posts, where the page has one. */
function postTarget(pathname: string): string | null {
  if (/^\/form\/[^/]+\/?$/.test(pathname)) return `${pathname.replace(/\/$/, "")}/submit`;
  if (pathname === "/sign-up") return "/sign-up/submit";
  // Not below /form, where it would be taken for a token: the proxy sees its own rewrites.
  if (pathname === "/form") return "/lost-link";
  return null;
}

/**
 * Where a page's forms may lead beside the site itself. Chrome holds a form to its page's policy
 * through every redirect, so the one page that begins a sign-in has to name Reddit. A link would
 * need no such thing, but could be followed by anybody's page, and by whatever loads links ahead.
 */
function formTargets(pathname: string): readonly string[] {
  return pathname === "/sign-in" ? (theSite().redditSignIn?.formTargets ?? []) : [];
}

function contentSecurityPolicy(
  nonce: string,
  isSecure: boolean,
  formTargets: readonly string[],
): string {
  // React evaluates code in development only.
  // biome-ignore lint/style/noProcessEnv: a constant that the build puts in, no setting
  const evaluation = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    // A page under another address of the site takes its words to the right one.
    ["form-action 'self'", new URL(theSite().webUrl).origin, ...formTargets].join(" "),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(isSecure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
