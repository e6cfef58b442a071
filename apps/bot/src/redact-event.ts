import type { ArchiveRecord, BotEvent } from "@appealmod/core";
import { plainValue, type Redactor } from "@appealmod/logger";

/** The event without secrets and form links, as every listener gets it. */
export function redactEvent(event: BotEvent, redact: Redactor): BotEvent {
  const { message, details, error } = event;
  return {
    ...event,
    message: redact(message),
    ...(details === undefined
      ? {}
      : { details: plainValue(details, redact) as Readonly<Record<string, unknown>> }),
    ...(error === undefined ? {} : { error: redactError(error, redact) }),
  };
}

/** A conversation holds our own invite: its link is the redditor's key, and no matter of research. */
export function redactRecord(record: ArchiveRecord, redact: Redactor): ArchiveRecord {
  if (record.kind !== "conversation") return record;
  const { conversation } = record.record;
  const messages = conversation.messages.map((message) => ({
    ...message,
    body: redact(message.body),
  }));
  return { ...record, record: { ...record.record, conversation: { ...conversation, messages } } };
}

function redactError(error: unknown, redact: Redactor): unknown {
  if (!(error instanceof Error)) return plainValue(error, redact);
  const clean = new Error(redact(error.message));
  clean.name = error.name;
  clean.stack = redact(error.stack ?? "");
  if (error.cause !== undefined) clean.cause = redactError(error.cause, redact);
  return clean;
}
