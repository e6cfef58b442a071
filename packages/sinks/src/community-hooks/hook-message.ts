import type { HookKind } from "@appealmod/core";
import { escapeLine } from "../slack/message/escape-mrkdwn.ts";
import type { NotificationLine } from "./notification-line.ts";

/** Discord takes 2,000 characters; Slack more, and nobody reads them. */
const longestMessage = 1_900;

/** Every sign of ASCII that Discord's markdown could give a meaning can be escaped by a backslash. */
function escapeDiscord(text: string): string {
  return text
    .replaceAll("\0", "")
    .replace(/\s+/g, " ")
    .replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

const networks: Readonly<
  Record<
    HookKind,
    {
      readonly escaped: (text: string) => string;
      readonly link: (address: string) => string;
      readonly payload: (text: string) => Readonly<Record<string, unknown>>;
    }
  >
> = {
  slack: {
    escaped: (text) => escapeLine(text, 200),
    link: (address) => `<${address}>`,
    payload: (text) => ({
      text,
      parse: "none",
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    }),
  },
  discord: {
    escaped: escapeDiscord,
    // In brackets it is a link without a preview.
    link: (address) => `<${address}>`,
    payload: (content) => ({ content, allowed_mentions: { parse: [] } }),
  },
};

/** A message in which nothing but our own links means anything to the network that shows it. */
export function hookMessage(
  kind: HookKind,
  { lines, dropped }: { readonly lines: readonly NotificationLine[]; readonly dropped: number },
  siteUrl: string,
): Readonly<Record<string, unknown>> {
  const { escaped, link, payload } = networks[kind];
  const written: string[] = [];
  let untold = dropped;
  for (const { subreddit, username, what, appealId, watchers } of lines) {
    const [first = "", ...others] = watchers;
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    const words = `r/${subreddit}, u/${username}: ${what}. For u/${first}${more}.`;
    const line = `${escaped(words)} ${link(`${siteUrl}/moderate/appeals/${appealId}`)}`;
    if ([...written, line].join("\n").length > longestMessage) untold += 1;
    else written.push(line);
  }
  if (untold > 0) written.push(`${escaped(`And ${untold} more:`)} ${link(`${siteUrl}/moderate`)}`);
  return payload(written.join("\n"));
}
