import { type NextRequest, NextResponse } from "next/server";
import { pathHeader } from "./server/path-header.ts";
import {
  contentSecurityPolicy,
  privateHeaders,
  securityHeaders,
} from "./server/security-headers.ts";
import { theSite } from "./server/site.ts";

/** Runs before every page of the rooms: gives it a policy of its own for what may be loaded. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  // React evaluates code in development only.
  // biome-ignore lint/style/noProcessEnv: a constant that the build puts in, no setting
  const evaluation = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  const policy = contentSecurityPolicy({
    scripts: `'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    styles: `'self' 'nonce-${nonce}'`,
    // A page under another address of the site takes its words to the right one.
    formTargets: [new URL(theSite().webUrl).origin, ...formTargets(request.nextUrl.pathname)],
    isSecure: request.nextUrl.protocol === "https:",
  });
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set(pathHeader, request.nextUrl.pathname);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries({ ...securityHeaders, ...privateHeaders }))
    response.headers.set(name, value);
  return response;
}

export const config = {
  // The process lets nothing through below this folder but files that there are.
  matcher: ["/((?!_next/static/|icon\\.svg$).*)"],
};

/**
 * Where a page's forms may lead beside the site itself. Chrome holds a form to its page's policy
 * through every redirect, so the one page that begins a sign-in has to name Reddit. A link would
 * need no such thing, but could be followed by anybody's page, and by whatever loads links ahead.
 */
function formTargets(pathname: string): readonly string[] {
  return pathname === "/sign-in" ? (theSite().redditSignIn?.formTargets ?? []) : [];
}
