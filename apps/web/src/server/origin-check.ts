/**
 * Whether a post comes from a page of ours, by what the browser says of itself. Programs
 * that are no browsers send neither header and pass: they hold no one's cookies, and the
 * link's token is what gives them the right.
 *
 * @param webUrl the site's public address; the address asked for counts as ours as well
 */
export function isForeignPost(headers: Headers, webUrl: string): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (origin === null || origin === "null") {
    if (site !== null) return site !== "same-origin" && site !== "none";
    return origin === "null";
  }
  if (!URL.canParse(origin)) return true;
  const { host, origin: normalised } = new URL(origin);
  return normalised !== new URL(webUrl).origin && host !== headers.get("host");
}
