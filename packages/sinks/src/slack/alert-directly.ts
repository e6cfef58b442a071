import type { BotEvent } from "@appealmod/core";
import { composeMessage } from "./message/compose-message.ts";
import { defaultSlackLimits, type SlackSinkOptions } from "./slack-options.ts";
import { Webhook } from "./webhook/webhook.ts";

/**
 * Posts an alert past the table of events, for while the database is away. Best effort, once: it
 * is in the log as well. Never throws.
 */
export async function alertDirectly(
  { hooks, disabled, fetch = globalThis.fetch, limits }: SlackSinkOptions,
  event: BotEvent,
): Promise<void> {
  const { timeoutMs } = { ...defaultSlackLimits, ...limits };
  const urls = new Set([hooks.alerts, hooks.logging]);
  const { error: _, ...shown } = event;
  const message = composeMessage([{ event: shown, count: 1, others: [], isFolded: false }]);
  for (const url of urls)
    if (url !== undefined && !disabled) await new Webhook(url, { timeoutMs, fetch }).post(message);
}
