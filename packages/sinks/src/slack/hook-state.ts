import { createHash } from "node:crypto";
import { eventAudiences, eventRunners } from "@appealmod/core";
import { z } from "zod";

/** An alert or error that was posted, and how often it has come since. */
export interface Repeat {
  readonly postedAt: Date;
  /** What was not posted because it was posted a little earlier. */
  readonly waiting: z.infer<typeof waitingSchema> | null;
}

const text = (longest: number) =>
  z.string().transform((whole) => whole.slice(0, longest).toWellFormed());

/** As much of an event as a message shows: what is remembered is written after every post. */
export const rememberedEventSchema = z.object({
  event: z.string(),
  audience: z.enum(eventAudiences),
  message: text(1_000),
  at: z.coerce.date(),
  runner: z.enum(eventRunners).exactOptional(),
  subreddit: z.string().exactOptional(),
  conversationId: z.string().exactOptional(),
  appealId: z.string().exactOptional(),
  username: text(100).exactOptional(),
  error: z
    .object({ name: text(100), message: text(400), stack: text(1_500).exactOptional() })
    .exactOptional(),
});

const waitingSchema = z.object({
  event: rememberedEventSchema,
  count: z.number(),
  others: z.array(z.string()),
});

const hookStateSchema = z.object({
  version: z.literal(1),
  /** Of the webhook's address, which is a secret. */
  addressHash: z.string(),
  /** Slack has said that the webhook is no more. */
  isGone: z.boolean(),
  /** The message that goes up to here was refused; it is tried once more as plain text. */
  plainUpTo: z.number().nullable(),
  /** When operators were last told of a refused message. */
  refusalToldAt: z.coerce.date().nullable(),
  /** By a hash of what makes two of them the same; the oldest first. */
  repeats: z
    .array(
      z.tuple([
        z.string(),
        z.object({ postedAt: z.coerce.date(), waiting: waitingSchema.nullable() }),
      ]),
    )
    .transform((entries): ReadonlyMap<string, Repeat> => new Map(entries)),
});

/** What a webhook has to remember between two messages, and over restarts. */
export type HookState = z.infer<typeof hookStateSchema>;

/** What was remembered. Another address, or a shape of another version, starts anew. */
export function readHookState(stored: unknown, url: string): HookState {
  const fresh: HookState = {
    version: 1,
    addressHash: hashOf(url),
    isGone: false,
    plainUpTo: null,
    refusalToldAt: null,
    repeats: new Map(),
  };
  const { data } = hookStateSchema.safeParse(stored);
  if (data === undefined) return fresh;
  return data.addressHash === fresh.addressHash ? data : { ...fresh, repeats: data.repeats };
}

export function writeHookState(state: HookState): unknown {
  return { ...state, repeats: [...state.repeats] };
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
