import type { EventAudience } from "@appealmod/core";
import type { IncomingWebhookSendArguments } from "@slack/webhook";
import type { QueueEntry } from "../queue/queue-entry.ts";
import { eventText, formatCount, plainLine } from "./event-text.ts";

/** How many events were given up, by their audience. */
export type DroppedCounts = ReadonlyMap<EventAudience, number>;

/**
 * What Slack takes: 3,000 characters in a section's text, 50 blocks in a message (Slack's
 * Block Kit reference). An entry stays below 2,500, so that fifteen stay below the 40,000
 * that a whole message may have.
 */
export const slackLimitsOfMessage = { sectionText: 3_000, blocks: 50, text: 40_000 } as const;

/** One post to a webhook: a section for each entry, and a word on what is missing. */
export function composeMessage(
  entries: readonly QueueEntry[],
  dropped: DroppedCounts,
): IncomingWebhookSendArguments {
  const [first] = entries;
  const notice = droppedNotice(dropped);
  const more = entries.length > 1 ? ` (and ${entries.length - 1} more)` : "";
  return {
    text: first ? plainLine(first) + more : notice,
    blocks: [
      ...entries.map((entry) => ({
        type: "section" as const,
        // Verbatim: Slack looks for neither names nor addresses in it.
        text: { type: "mrkdwn" as const, text: eventText(entry), verbatim: true },
      })),
      ...(notice === ""
        ? []
        : [{ type: "context" as const, elements: [{ type: "mrkdwn" as const, text: notice }] }]),
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** The same without blocks, for a webhook that refused them. */
export function composePlain(
  entries: readonly QueueEntry[],
  dropped: DroppedCounts,
): IncomingWebhookSendArguments {
  const lines = [...entries.map(plainLine), droppedNotice(dropped)].filter((line) => line !== "");
  return { text: lines.join("\n"), unfurl_links: false, unfurl_media: false };
}

const names: Readonly<Record<EventAudience, string>> = {
  detail: "detail",
  step: "step",
  milestone: "milestone",
  alert: "alert",
  error: "error",
};

function droppedNotice(dropped: DroppedCounts): string {
  const counts = [...dropped].map(
    ([audience, count]) =>
      `${formatCount(count)} ${names[audience]} ${count === 1 ? "message" : "messages"}`,
  );
  if (counts.length === 0) return "";
  return `:scissors: Left out because Slack took too little: ${counts.join(", ")}. All of them are in the log.`;
}
