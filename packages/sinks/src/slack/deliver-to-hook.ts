import type { BotEvent, StoredEvent } from "@appealmod/core";
import type { Delivery, SinkBatch } from "../delivery/sink.ts";
import { type HookState, readHookState, writeHookState } from "./hook-state.ts";
import { composeMessage, composePlain } from "./message/compose-message.ts";
import { type MessagePlan, planMessage } from "./plan-message.ts";
import type { SlackLimits } from "./slack-options.ts";
import type { Webhook } from "./webhook/webhook.ts";
import type { WebhookAnswer } from "./webhook/webhook-answer.ts";

export interface Hook {
  readonly url: string;
  /** The channels whose events it is told. */
  readonly channels: readonly string[];
  readonly webhook: Pick<Webhook, "post">;
  readonly isHeard: (event: StoredEvent) => boolean;
  readonly limits: SlackLimits;
}

const refusalToldEveryMs = 24 * 60 * 60_000;

/** Posts at most one message to a webhook. */
export async function deliverToHook(hook: Hook, batch: SinkBatch): Promise<Delivery> {
  const { events, position, now, isClosing } = batch;
  const { limits, isHeard, webhook } = hook;
  const state = readHookState(batch.state, hook.url);
  if (state.isGone) return { position: events.at(-1)?.position ?? position, isUntried: true };
  const { plainUpTo, repeats } = state;
  const upTo = plainUpTo ?? Number.POSITIVE_INFINITY;
  const plan = planMessage({ events, position, upTo, isHeard, repeats, now, limits });
  const { entries } = plan;
  if (entries.length === 0) return passOver(state, plan);
  const gatherMs = isClosing ? 0 : gathersFor(plan, now, limits);
  // No rest that must be kept: whoever closes posts at once what gathers here.
  if (gatherMs > 0) return { position, isUntried: true, wakeAt: later(now, gatherMs) };
  const began = performance.now();
  const answer = await webhook.post(
    plainUpTo === null ? composeMessage(entries) : composePlain(entries),
  );
  // The rate counts from when Slack had the whole message, however long that took.
  const answeredAt = later(now, performance.now() - began);
  return deliveryAfter(answer, { hook, batch, state, plan, answeredAt });
}

/** Nothing in it is for this webhook, or it is counted only. */
function passOver(state: HookState, { position, repeats, wakeAt }: MessagePlan): Delivery {
  const after = writeHookState({ ...state, plainUpTo: null, repeats });
  return { position, state: after, wakeAt, isUntried: true };
}

/** A date in the future is another machine's clock, and nothing to wait for. */
function gathersFor({ entries }: MessagePlan, now: Date, { gatherMs }: SlackLimits): number {
  const oldest = Math.min(...entries.map(({ event }) => event.at.getTime()));
  const age = now.getTime() - oldest;
  return age < 0 ? 0 : gatherMs - age;
}

interface Posted {
  readonly hook: Hook;
  readonly batch: SinkBatch;
  readonly state: HookState;
  readonly plan: MessagePlan;
  readonly answeredAt: Date;
}

function deliveryAfter(answer: WebhookAnswer, posted: Posted): Delivery {
  const { hook, batch, state, plan, answeredAt } = posted;
  const { position, events } = batch;
  const notBefore = later(answeredAt, hook.limits.intervalMs);
  switch (answer.kind) {
    case "taken":
      return { ...done(state, plan), notBefore };
    case "limited":
      return {
        position,
        isUntried: true,
        notBefore: later(answeredAt, answer.afterMs),
        wakeAt: answeredAt,
      };
    case "failed":
      return {
        position,
        failure: answer.reason.replaceAll(hook.url, "the webhook"),
        notBefore: later(answeredAt, answer.afterMs ?? hook.limits.intervalMs),
      };
    case "gone":
      return {
        position: events.at(-1)?.position ?? position,
        state: writeHookState({ ...state, isGone: true, plainUpTo: null, repeats: new Map() }),
        isUntried: true,
        alerts: [goneAlert(hook, answer.reason, answeredAt)],
      };
    case "refused":
      return { ...refused(posted, answer.reason), notBefore };
  }
}

/** The message is done with, taken or left out. */
function done(state: HookState, { position, repeats, wakeAt }: MessagePlan): Delivery {
  const { plainUpTo } = state;
  const isPlainOver = plainUpTo === null || position >= plainUpTo;
  const after = { ...state, plainUpTo: isPlainOver ? null : plainUpTo, repeats };
  return { position, state: writeHookState(after), wakeAt };
}

function refused({ hook, batch, state, plan, answeredAt }: Posted, reason: string): Delivery {
  const { refusalToldAt } = state;
  const isNews =
    refusalToldAt === null || answeredAt.getTime() - refusalToldAt.getTime() >= refusalToldEveryMs;
  const told = isNews ? { ...state, refusalToldAt: answeredAt } : state;
  const alerts = isNews ? [refusedAlert(hook, reason, answeredAt)] : [];
  if (state.plainUpTo !== null) return { ...done(told, plan), alerts };
  const after = { ...told, plainUpTo: plan.position };
  return { position: batch.position, state: writeHookState(after), wakeAt: answeredAt, alerts };
}

function goneAlert({ channels }: Hook, reason: string, at: Date): BotEvent {
  return {
    event: "slack-webhook-gone",
    level: "warn",
    audience: "alert",
    at,
    message: `Slack's webhook for ${channels.join(", ")} is gone for good: nothing is posted there any more. Make a new one and set ${settingsOf(channels)}.`,
    details: { channels, reason },
  };
}

function refusedAlert({ channels }: Hook, reason: string, at: Date): BotEvent {
  return {
    event: "slack-message-refused",
    level: "warn",
    audience: "alert",
    at,
    message: `Slack refused the form of a message for ${channels.join(", ")}. It is posted as plain text, and left out if that is refused as well.`,
    details: { channels, reason },
  };
}

function settingsOf(channels: readonly string[]): string {
  return channels.map((channel) => `slack_hook_${channel}`).join(", ");
}

function later(time: Date, ms: number): Date {
  return new Date(time.getTime() + Math.ceil(ms));
}
