import type { Sink } from "../delivery/sink.ts";
import { channelsFor, type SlackChannel, slackChannels } from "./channels.ts";
import { deliverToHook } from "./deliver-to-hook.ts";
import { defaultSlackLimits, type SlackSinkOptions } from "./slack-options.ts";
import { Webhook } from "./webhook/webhook.ts";

/**
 * One sink for each webhook. One that serves several channels shows an event once.
 *
 * @throws when the address of a webhook cannot be one; the setting is named.
 */
export function createSlackSinks(options: SlackSinkOptions): readonly Sink[] {
  if (options.disabled) return [];
  const channelsOf = new Map<string, SlackChannel[]>();
  for (const channel of slackChannels) {
    const url = options.hooks[channel];
    if (url === undefined) continue;
    requireAddress(url, channel);
    channelsOf.set(url, [...(channelsOf.get(url) ?? []), channel]);
  }
  return [...channelsOf].map(([url, channels]) => slackSink(url, channels, options));
}

function slackSink(
  url: string,
  channels: readonly SlackChannel[],
  { fetch = globalThis.fetch, ...options }: SlackSinkOptions,
): Sink {
  const limits = { ...defaultSlackLimits, ...options.limits };
  const webhook = new Webhook(url, { timeoutMs: limits.timeoutMs, fetch });
  const [first] = channels;
  return {
    name: `slack-${first}`,
    title: `Slack's webhook for ${channels.join(", ")}`,
    advice: `Check that this machine reaches Slack, and that slack_hook_${first} is right.`,
    startsAt: "now",
    batchSize: limits.eventsPerDelivery,
    deliver: (batch) =>
      deliverToHook(
        {
          ...{ url, channels, webhook, limits },
          isHeard: (event) => channelsFor(event).some((channel) => channels.includes(channel)),
        },
        batch,
      ),
    async close() {
      webhook.abort();
    },
  };
}

function requireAddress(url: string, channel: SlackChannel): void {
  const { protocol } = URL.parse(url) ?? {};
  if (protocol === "https:" || protocol === "http:") return;
  throw new Error(
    `slack_hook_${channel} is not the address of a webhook: it must begin with https://, as https://hooks.slack.com/services/… does. Leave it out to post nothing there.`,
  );
}
