import { z } from "zod";
import type { ValueKind } from "./value-kinds.ts";

const begins = /^https?:\/\//i;

/** What keeps an address from being used; `undefined` for a good one. */
type Judge = (url: URL, written: string) => string | undefined;

/** The address of a website; given back as its origin, without a slash at its end. */
export function siteAddress(): ValueKind<string> {
  return address(
    "an address such as https://appeals.example.org, with nothing behind the host",
    (url, written) => {
      const more = bareOnly(url, written);
      if (more !== undefined || url.pathname.replace(/\/+$/, "") === "") return more;
      return "it has a path, and the site begins at the root of its host: give it a host name of its own";
    },
    (url) => url.origin,
  );
}

/** The address of a page, whatever stands behind its host. */
export function pageAddress(): ValueKind<string> {
  return address(
    "the address of a page, such as https://example.org/legal",
    () => undefined,
    (url) => url.href,
  );
}

/** The address of a server that stands for Reddit. */
export function redditAddress(): ValueKind<string> {
  return address(
    "an address that begins with http:// or https://",
    (url, written) => {
      if (/(?:^|\.)reddit\.com$/.test(url.hostname)) return "leave it out for Reddit itself";
      return bareOnly(url, written);
    },
    (url) => url.href.replace(/\/+$/, ""),
  );
}

/** The address of a webhook that takes what Slack's take. */
export function webhook(): ValueKind<string> {
  return address(
    "the address of a webhook, such as https://hooks.slack.com/services/…",
    ({ hostname, pathname }) => {
      const isSlack = /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname);
      const isHook = hostname.startsWith("hooks.") && pathname.replace(/\/+$/, "") !== "";
      if (isSlack && !isHook)
        return "this page of Slack is no webhook: make one at https://api.slack.com/apps under Incoming Webhooks";
      const isDiscord = /(?:^|\.)discord(?:app)?\.com$/.test(hostname);
      if (isDiscord && !/\/slack\/?$/.test(pathname))
        return "a webhook of Discord's takes Slack's messages where /slack is put behind its address";
      return undefined;
    },
    (_, written) => written.replace(/\/+$/, ""),
  );
}

function address(
  allowed: string,
  judge: Judge,
  give: (url: URL, written: string) => string,
): ValueKind<string> {
  const wrong = (value: string): string | undefined => {
    const url = parsed(value);
    if (url !== null) return judge(url, value);
    return begins.test(value)
      ? "it cannot be read as an address"
      : "http:// or https:// has to stand in front of the host";
  };
  const schema = z
    .string()
    .trim()
    .refine((value) => wrong(value) === undefined)
    .transform((value) => {
      const url = parsed(value);
      return url === null ? value : give(url, value);
    });
  return {
    schema: schema as z.ZodType<string>,
    fromText: (value) => value,
    allowed,
    isText: true,
    hint: (value) => (typeof value === "string" ? wrong(value.trim()) : undefined),
  };
}

function parsed(written: string): URL | null {
  // The parser repairs "http:host" and "http:/host", which nobody can have meant.
  return begins.test(written) && URL.canParse(written) ? new URL(written) : null;
}

function bareOnly(url: URL, written: string): string | undefined {
  if (url.username !== "" || url.password !== "")
    return "it has a name or a password in front of the host, which everybody would read: leave them out";
  // A question mark with nothing behind it is gone in the parsed address.
  if (written.includes("?")) return "it has a query: leave out what begins with ?";
  if (written.includes("#")) return "it has a fragment: leave out what begins with #";
  return undefined;
}
