/** As long as a session is kept at most, in seconds; the database knows better when it ends. */
const longest = 30 * 24 * 60 * 60;

/**
 * Under https the name has browsers take the cookie from this very host alone, for all of its paths,
 * and send it over https alone. Over plain http, on one's own machine, they refuse that name.
 */
export function sessionCookieName(webUrl: string): string {
  return cookieName("session", webUrl);
}

/** The header that gives a browser its session. */
export function sessionCookie(token: string, webUrl: string): string {
  return hostCookie("session", token, longest, webUrl);
}

/** The header that has a browser forget it. */
export function forgetSessionCookie(webUrl: string): string {
  return hostCookie("session", "", 0, webUrl);
}

/** A cookie that no script reads and no other host gets. */
export function hostCookie(name: string, value: string, seconds: number, webUrl: string): string {
  const secure = webUrl.startsWith("https:") ? "; Secure" : "";
  return `${cookieName(name, webUrl)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

export function cookieName(name: string, webUrl: string): string {
  return webUrl.startsWith("https:") ? `__Host-${name}` : name;
}

/** A cookie's value, out of a request's header. */
export function cookieIn(header: string | null, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const [key = "", ...value] = pair.trim().split("=");
    if (key === name) return value.join("=");
  }
  return null;
}
