/**
 * Whether a post comes from a page of ours, by what the browser says of itself. Only the site's
 * public address counts: a page that is reached under another name, scheme or port is no place
 * that its author finds again. Programs that are no browsers send neither header and pass: they
 * hold no one's cookies, and the link's token is what gives them the right.
 *
 * @param webUrl the site's public address
 */
export function isForeignPost(headers: Headers, webUrl: string): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (origin === null || origin === "null") {
    if (site !== null) return site !== "same-origin" && site !== "none";
    return origin === "null";
  }
  return !URL.canParse(origin) || new URL(origin).origin !== new URL(webUrl).origin;
}
