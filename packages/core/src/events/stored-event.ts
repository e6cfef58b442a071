import { z } from "zod";
import type { BotEvent } from "./bot-event.ts";

/** An event as readers get it: with its place in the order, and with an error as plain facts. */
export interface StoredEvent extends Omit<BotEvent, "error" | "actor"> {
  /** The row's number. It never changes, and names the event wherever it goes. */
  readonly id: number;
  /** Its place in the order in which events became visible; readers go by it. */
  readonly position: number;
  readonly actor: NonNullable<BotEvent["actor"]>;
  readonly error?: StoredError;
}

export interface StoredError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

const storedErrorSchema = z.object({
  name: z.string(),
  message: z.string(),
  stack: z.string().optional(),
});

/** The version of the shape that new events are written in. */
export const eventDataVersion = 1;

/** What an event carries beside its columns. */
export const eventDataSchema = z.object({
  version: z.literal(eventDataVersion),
  details: z.record(z.string(), z.unknown()).optional(),
  error: storedErrorSchema.optional(),
});

export type EventData = z.infer<typeof eventDataSchema>;

const longestText = 8_000;

/**
 * What is kept of an event's details and error.
 *
 * @param event whose details are plain values already, without secrets
 */
export function eventData({ details, error }: Pick<BotEvent, "details" | "error">): EventData {
  return {
    version: eventDataVersion,
    ...(details === undefined ? {} : { details: storable(details) }),
    ...(error === undefined ? {} : { error: storedError(error) }),
  };
}

function storedError(error: unknown): StoredError {
  const { name, message, stack } =
    error instanceof Error ? error : new Error(typeof error === "string" ? error : "not an error");
  return {
    name: storableText(name),
    message: storableText(message),
    ...(stack === undefined || !(error instanceof Error) ? {} : { stack: storableText(stack) }),
  };
}

function storable(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const written = JSON.stringify(details, (_key, value: unknown) =>
    typeof value === "string" ? storableText(value) : value,
  );
  return z.record(z.string(), z.unknown()).parse(JSON.parse(written));
}

/** Postgres takes neither null bytes nor halves of characters in JSON. */
function storableText(text: string): string {
  const cut =
    text.length > longestText ? `${text.slice(0, longestText)}… (${text.length} characters)` : text;
  return cut.toWellFormed().replaceAll("\0", "\uFFFD");
}
