import { type HookKind, nameKey, readHookAddress } from "@appealmod/core";
import {
  type Database,
  noteHookTrouble,
  type SealedHook,
  sealedHooksOf,
  watchersOf,
} from "@appealmod/db";
import { z } from "zod";
import { backoffMs } from "../delivery/backoff.ts";
import type { Delivery, Sink, SinkBatch } from "../delivery/sink.ts";
import { readStatus, type WebhookAnswer } from "../slack/webhook/webhook-answer.ts";
import { hookMessage } from "./hook-message.ts";
import { isTold, type NotificationLine, notificationLine } from "./notification-line.ts";

const lineSchema = z.object({
  ...{ subreddit: z.string(), username: z.string(), what: z.string(), appealId: z.string() },
  watchers: z.array(z.string()),
});
const pendingSchema = z.object({
  hookId: z.string(),
  subreddit: z.string(),
  lines: z.array(lineSchema),
  /** Lines that there was no room for. */
  dropped: z.number(),
  tries: z.number(),
  since: z.number(),
  nextAt: z.number(),
});
type Pending = z.infer<typeof pendingSchema>;
const stateSchema = z.object({ pending: z.array(pendingSchema) }).catch({ pending: [] });

/** A webhook that has taken nothing for so long is told no more of what waited for it. */
const longestWaitMs = 24 * 60 * 60_000;
const mostLines = 20;
const timeoutMs = 10_000;
const backoff = { firstMs: 2_000, longestMs: 10 * 60_000 };

export interface CommunityHooksOptions {
  readonly database: Pick<Database, "orm" | "pool">;
  /** The site's public address. */
  readonly siteUrl: string;
  /** Opens a webhook's address. @throws where it was sealed for another key */
  readonly openAddress: (hook: SealedHook) => string;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Tells communities' own channels what their moderators watch. One webhook that fails keeps no other
 * waiting: what it was to be told is kept in the sink's state, and tried again for a day.
 */
export function createCommunityHooksSink(options: CommunityHooksOptions): Sink {
  const { database } = options;
  const closing = new AbortController();
  return {
    name: "community-hooks",
    title: "The communities' webhooks",
    advice: "Check the database; webhooks that fail are shown to their moderators.",
    startsAt: "now",
    batchSize: 500,
    async deliver({ events, position, state, now }: SinkBatch): Promise<Delivery> {
      const lines = await linesOf(database, events);
      const waiting = stateSchema.parse(state ?? {}).pending;
      const keys = [...lines, ...waiting].map(({ subreddit }) => nameKey(subreddit));
      const hooks = await sealedHooksOf(database, [...new Set(keys)]);
      const tried = hooks.map((hook) => {
        const own = lines.filter(({ subreddit }) => nameKey(subreddit) === hook.subredditKey);
        const before = waiting.find(({ hookId }) => hookId === hook.id);
        return tellHook(options, { hook, due: withLines(hook, before, own, now), now, closing });
      });
      const pending = (await Promise.all(tried)).flatMap((left) => left ?? []);
      const wakeAt =
        pending.length > 0 ? new Date(Math.min(...pending.map(({ nextAt }) => nextAt))) : null;
      return { position: events.at(-1)?.position ?? position, state: { pending }, wakeAt };
    },
    async close() {
      closing.abort();
    },
  };
}

async function linesOf(
  database: Pick<Database, "pool">,
  events: SinkBatch["events"],
): Promise<readonly NotificationLine[]> {
  const told = events.filter(isTold);
  const appealIds = new Set(told.flatMap(({ appealId }) => appealId ?? []));
  const watchers = await watchersOf(database, [...appealIds]);
  return told.flatMap((event) => notificationLine(event, watchers) ?? []);
}

function withLines(
  hook: SealedHook,
  before: Pending | undefined,
  own: readonly NotificationLine[],
  now: Date,
): Pending {
  const at = now.getTime();
  const all = [...(before?.lines ?? []), ...own.map((line) => lineSchema.parse(line))];
  return {
    ...{ hookId: hook.id, subreddit: hook.subredditKey, tries: 0, since: at, nextAt: at },
    ...before,
    lines: all.slice(-mostLines),
    dropped: (before?.dropped ?? 0) + Math.max(0, all.length - mostLines),
  };
}

/** @returns what it is still to be told; `null` for nothing */
async function tellHook(
  options: CommunityHooksOptions,
  {
    hook,
    due,
    now,
    closing,
  }: {
    readonly hook: SealedHook;
    readonly due: Pending;
    readonly now: Date;
    readonly closing: AbortController;
  },
): Promise<Pending | null> {
  if (due.lines.length === 0) return null;
  if (due.nextAt > now.getTime()) return due;
  const { database, siteUrl } = options;
  const message = (kind: HookKind) => hookMessage(kind, due, siteUrl);
  const answer = await post(options, { hook, message, closing });
  if (closing.signal.aborted && answer.kind === "failed") return due;
  if (answer.kind === "taken") {
    await noteHookTrouble(database, hook.id, null);
    return null;
  }
  if (answer.kind === "limited") return { ...due, nextAt: now.getTime() + answer.afterMs };
  await noteHookTrouble(database, hook.id, answer.reason);
  const isOver = now.getTime() - due.since > longestWaitMs;
  if (answer.kind !== "failed" || isOver) return null;
  const tries = due.tries + 1;
  const waitMs = Math.max(answer.afterMs ?? 0, backoffMs(tries, backoff));
  return { ...due, tries, nextAt: now.getTime() + Math.ceil(waitMs) };
}

async function post(
  { openAddress, fetch = globalThis.fetch }: CommunityHooksOptions,
  {
    hook,
    message,
    closing,
  }: {
    readonly hook: SealedHook;
    readonly message: (kind: HookKind) => Readonly<Record<string, unknown>>;
    readonly closing: AbortController;
  },
): Promise<WebhookAnswer> {
  const opened = openHook(hook, openAddress);
  if (opened === null)
    return { kind: "gone", reason: "Its address cannot be opened any more: add it again." };
  try {
    const response = await fetch(opened.address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(message(opened.kind)),
      // Wherever it might lead, nobody has checked.
      redirect: "error",
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
    });
    const body = (await response.text()).slice(0, 100);
    return readStatus(response.status, body, response.headers.get("retry-after"));
  } catch {
    // What fetch says may hold the address.
    return { kind: "failed", afterMs: null, reason: "It could not be reached." };
  }
}

/** Checked once more: whoever can write into the database can seal any address. */
function openHook(hook: SealedHook, openAddress: CommunityHooksOptions["openAddress"]) {
  try {
    return readHookAddress(openAddress(hook));
  } catch {
    return null;
  }
}
