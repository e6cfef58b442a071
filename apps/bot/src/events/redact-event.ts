import type { AppealStore, BotEvent, Conversation } from "@appealmod/core";
import { plainValue, type Redactor } from "@appealmod/logger";

/** The event without secrets and form links, as it is stored. */
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
export function redactConversation(conversation: Conversation, redact: Redactor): Conversation {
  const messages = conversation.messages.map((message) => ({
    ...message,
    body: redact(message.body),
  }));
  return { ...conversation, messages };
}

/** A store that keeps conversations without secrets and form links. */
export function keepingRedacted(store: AppealStore, redact: Redactor): AppealStore {
  return {
    ...store,
    rememberConversation: ({ observed, ...seen }) =>
      store.rememberConversation({
        ...seen,
        observed: observed && {
          ...observed,
          conversation: redactConversation(observed.conversation, redact),
        },
      }),
  };
}

function redactError(error: unknown, redact: Redactor): unknown {
  if (!(error instanceof Error)) return plainValue(error, redact);
  const clean = new Error(redact(error.message));
  clean.name = error.name;
  clean.stack = redact(error.stack ?? "");
  if (error.cause !== undefined) clean.cause = redactError(error.cause, redact);
  return clean;
}
