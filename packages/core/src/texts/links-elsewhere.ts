const redditHosts = ["reddit.com", "redd.it"] as const;

/** An address with its scheme, wherever it stands, within another one as well. */
const withScheme = /(?<![a-z0-9+.-])(?=([a-z][a-z0-9+.-]*:\\?\/\\?\/[^\s<>"]*))/giu;

/** What both dialects of Reddit's Markdown make a link of by itself. */
const withoutScheme = /(?<![\p{L}\p{N}./@-])www\.[^\s<>"]+/giu;
const mailAddress = /[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/giu;

/** Where `[words](target)` and `[name]: target` lead. */
const inlineTarget = /\]\(\s*<?([^\s<>[]*)/gu;
const definedTarget = /^[ >\t]*\[[^\]\n]+\]:\s*<?([^\s<>]*)/gmu;
const scriptTarget = /<((?:[a-z][a-z0-9+.-]*):[^\s<>]*)>/giu;

/** A page of Reddit, written without its host. */
const onReddit = /^\/[a-z0-9][^\\&]*$/i;
const onlyPlaceholder = /^\{\{[^{}]*\}\}$/;

/**
 * The addresses in a text that lead neither to Reddit nor to the site: moderators' words link to
 * nothing else. Whatever might be read as an address elsewhere counts as one.
 *
 * @param siteUrl the site's own public address; without it there is none
 */
export function linksElsewhere(text: string, siteUrl?: string): readonly string[] {
  const site = siteUrl === undefined ? null : new URL(siteUrl).origin;
  const typed = [withScheme, withoutScheme].flatMap((pattern) => matches(text, pattern));
  const mail = matches(text, mailAddress).filter(
    (address) => !typed.some((other) => other.includes(address)),
  );
  const targets = [inlineTarget, definedTarget, scriptTarget].flatMap((each) =>
    matches(text, each),
  );
  const found = [...typed, ...mail, ...targets].filter((one) => leadsElsewhere(one, site));
  return [...new Set(found.map(shown))];
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)]
    .map(([whole, target]) => target ?? whole)
    .filter((address) => address !== "");
}

/** A bracket, quotation mark or full stop after an address is no part of it. */
function shown(address: string): string {
  return upToBracket(address).replace(/[.,;:!?'*_~`|]+$/, "");
}

function upToBracket(address: string): string {
  return address.replace(/[)\]].*$/, "");
}

function leadsElsewhere(written: string, site: string | null): boolean {
  const address = shown(written);
  // One dialect reads escapes and entities in an address where a browser's parser sees none.
  if (/\\|&#?\w+;/.test(address)) return true;
  // A name before the host; it may reach past a bracket.
  if (/^[^/]*\/\/[^/?#]*@/.test(written)) return true;
  if (onlyPlaceholder.test(address) || address.startsWith("#") || onReddit.test(address))
    return false;
  const whole = /^www\./i.test(address) ? `https://${address}` : address;
  if (!URL.canParse(whole)) return true;
  const { protocol, hostname, origin } = new URL(whole);
  if (origin === site) return false;
  if (protocol !== "https:" && protocol !== "http:") return true;
  return !redditHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}
