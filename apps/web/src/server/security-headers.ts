/** Sent with every page. */
export const securityHeaders = {
  // Not no-referrer: with it browsers send `Origin: null` along with our own forms, and a
  // foreign page could no longer be told apart. No other host ever sees a link's token.
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
} as const;

export interface PolicyOf {
  /** Sources of scripts and of styles, as a policy names them. */
  readonly scripts: string;
  readonly styles: string;
  /** Origins that the page's forms may lead to, beside its own. */
  readonly formTargets: readonly string[];
  readonly isSecure: boolean;
}

/** What a page may load and do. */
export function contentSecurityPolicy(of: PolicyOf): string {
  return [
    "default-src 'none'",
    `script-src ${of.scripts}`,
    `style-src ${of.styles}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    ["form-action 'self'", ...of.formTargets].join(" "),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(of.isSecure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Addresses that nobody finds by searching, and no browser keeps. */
export const privateHeaders = {
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex, nofollow",
} as const;
