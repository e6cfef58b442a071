import type { IncomingWebhookSendArguments } from "@slack/webhook";
import { eventText, plainLine } from "./event-text.ts";
import type { MessageEntry } from "./message-entry.ts";

/**
 * What Slack takes: 3,000 characters in a section's text, 50 blocks in a message (Slack's
 * Block Kit reference). An entry stays below 2,500, so that fifteen stay below the 40,000
 * that a whole message may have.
 */
export const slackLimitsOfMessage = { sectionText: 3_000, blocks: 50, text: 40_000 } as const;

/** One post to a webhook: a section for each entry. */
export function composeMessage(entries: readonly MessageEntry[]): IncomingWebhookSendArguments {
  const [first] = entries;
  const more = entries.length > 1 ? ` (and ${entries.length - 1} more)` : "";
  return {
    text: first ? plainLine(first) + more : "",
    blocks: entries.map((entry) => ({
      type: "section" as const,
      // Verbatim: Slack looks for neither names nor addresses in it.
      text: { type: "mrkdwn" as const, text: eventText(entry), verbatim: true },
    })),
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** The same without blocks, for a webhook that refused them. */
export function composePlain(entries: readonly MessageEntry[]): IncomingWebhookSendArguments {
  return { text: entries.map(plainLine).join("\n"), unfurl_links: false, unfurl_media: false };
}
