import type { StoredError } from "@appealmod/core";
import { escapeCode, escapeLine } from "./escape-mrkdwn.ts";
import type { MessageEntry, ShownEvent } from "./message-entry.ts";

const longestName = 60;
const longestMessage = 900;
const longestError = 300;
const longestStack = 700;
const stackLines = 5;

const runnerIcons = {
  recent: ":incoming_envelope:",
  started: ":hourglass_flowing_sand:",
  web: ":globe_with_meridians:",
  cli: ":keyboard:",
} as const;

/** One entry in mrkdwn: where it happened with its links, what happened, and how often. */
export function eventText(entry: MessageEntry): string {
  const { event } = entry;
  const lines = [placeLine(event), escapeLine(event.message, longestMessage)];
  if (entry.count > 1) lines.push(countLine(entry));
  if (event.audience === "error" && event.error !== undefined) lines.push(shortStack(event.error));
  return lines.filter((line) => line !== "").join("\n");
}

/** For notifications and clients that show no blocks. */
export function plainLine({ event, count }: MessageEntry): string {
  const place = event.subreddit === undefined ? "" : `r/${event.subreddit}: `;
  const often = count > 1 ? ` (${formatCount(count)} times)` : "";
  return escapeLine(`${place}${event.message}`, 250) + often;
}

function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

function placeLine(event: ShownEvent): string {
  const icon = event.runner === undefined ? ":robot_face:" : runnerIcons[event.runner];
  const mark = { alert: ":warning: ", error: ":rotating_light: " }[event.audience as string] ?? "";
  const parts = [
    event.subreddit === undefined ? "" : `*${subredditLink(event.subreddit)}*`,
    event.conversationId === undefined
      ? ""
      : conversationLink(event.conversationId, "conversation"),
    event.username === undefined ? "" : `u/${escapeLine(event.username, longestName)}`,
  ];
  const place = parts.filter((part) => part !== "").join(" · ");
  return `${mark}${icon} ${place}`.trim();
}

function countLine({ event, count, isFolded, others }: MessageEntry): string {
  if (!isFolded) return `*${formatCount(count)} times*`;
  const place = event.subreddit === undefined ? "" : ` in ${subredditLink(event.subreddit)}`;
  const links = others.map((id, index) => conversationLink(id, String(index + 1)));
  const list =
    links.length === 0 ? "" : ` (${links.join(" ")}${count - 1 > links.length ? " …" : ""})`;
  return `*${formatCount(count - 1)} more of the same${place}*${list}`;
}

function subredditLink(name: string): string {
  return `<https://www.reddit.com/r/${safePart(name)}|r/${escapeLabel(name)}>`;
}

function conversationLink(id: string, label: string): string {
  return `<https://mod.reddit.com/mail/perma/${safePart(id)}|${label}>`;
}

/** Leaves nothing that could end the address or the link. */
function safePart(text: string): string {
  const part = encodeURIComponent(text.slice(0, longestName).toWellFormed());
  return part.replaceAll("*", "%2A").replaceAll("~", "%7E");
}

function escapeLabel(text: string): string {
  return escapeLine(text.replaceAll("|", "¦"), longestName);
}

function shortStack({ name, message, stack = "" }: StoredError): string {
  const frames = stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, stackLines)
    .map((line) => line.trim());
  const head = escapeCode(`${name}: ${message}`, longestError);
  return `\`\`\`${[head, escapeCode(frames.join("\n"), longestStack)].join("\n").trim()}\`\`\``;
}
