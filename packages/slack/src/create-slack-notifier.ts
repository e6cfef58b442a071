import type { BotEvent, Notifier } from "@appealmod/core";
import { channelsFor, type SlackChannel, slackChannels } from "./channels.ts";
import { HookSender } from "./delivery/hook-sender.ts";
import { defaultSlackLimits, type SlackOptions, systemTimers } from "./slack-options.ts";

/**
 * Passes events on to Slack. What an outage of Slack costs is what `EventQueue` gives up, and
 * that is told in the next message.
 *
 * @throws when the address of a webhook cannot be one; the setting is named.
 */
export function createSlackNotifier(options: SlackOptions): Notifier {
  if (options.disabled) return { notify() {}, async close() {} };
  const limits = { ...defaultSlackLimits, ...options.limits };
  const { timers = systemTimers, fetch = globalThis.fetch, clock, onTrouble } = options;
  const { takeTurn = async () => 0 } = options;
  const senders = new Map<string, HookSender>();
  const channelsOf = new Map<string, SlackChannel[]>();
  const ownEvents = new WeakSet<BotEvent>();

  const tell = (event: Pick<BotEvent, "event" | "message" | "details">) => {
    const told: BotEvent = { ...event, level: "warn", audience: "alert", at: clock.now() };
    ownEvents.add(told);
    passOn(told);
    try {
      onTrouble?.(told);
    } catch {
      // A listener's fault must not stop the messages to others.
    }
  };

  const passOn = (event: BotEvent) => {
    const urls = new Set(channelsFor(event).map((channel) => options.hooks[channel]));
    // One webhook behind several channels shows an event once.
    for (const url of urls) if (url !== undefined) senders.get(url)?.enqueue(event);
  };

  for (const channel of slackChannels) {
    const url = options.hooks[channel];
    if (url === undefined) continue;
    requireAddress(url, channel);
    const channels = channelsOf.get(url) ?? [];
    channels.push(channel);
    channelsOf.set(url, channels);
    if (senders.has(url)) continue;
    let hasRefused = false;
    senders.set(
      url,
      new HookSender({
        ...{ url, limits, timers, fetch, takeTurn },
        onGone: (reason) =>
          tell({
            event: "slack-webhook-gone",
            message: `Slack's webhook for ${channels.join(", ")} is gone for good: nothing is posted there until the bot is started again. Make a new one and set slack_hook_${channel}.`,
            details: { channels, reason },
          }),
        onRefused: (reason) => {
          if (hasRefused) return;
          hasRefused = true;
          tell({
            event: "slack-message-refused",
            message: `Slack refused the form of a message for ${channels.join(", ")}. It is posted as plain text, and left out if that is refused as well.`,
            details: { channels, reason },
          });
        },
      }),
    );
  }

  return {
    notify(event) {
      if (ownEvents.has(event)) return;
      try {
        passOn(event);
      } catch {
        // Nothing that an event carries may reach back into whoever told it.
      }
    },
    async close(limitMs) {
      // Our timers let a process end; while it closes it must not.
      const awake = setInterval(() => {}, 60_000);
      await Promise.all([...senders.values()].map((sender) => sender.close(limitMs)));
      clearInterval(awake);
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
