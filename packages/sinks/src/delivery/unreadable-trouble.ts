import type { BotEvent } from "@appealmod/core";
import type { UnreadableEvent } from "@appealmod/db";

const shown = 10;

/** Tells operators of events that are passed over because nobody can read them. */
export function unreadableAlert(unreadable: readonly UnreadableEvent[], at: Date): BotEvent {
  const count = unreadable.length === 1 ? "1 event" : `${unreadable.length} events`;
  return {
    event: "events-unreadable",
    level: "warn",
    audience: "alert",
    at,
    message: `${count} in the table events cannot be read by this version, and stay out of MongoDB and Slack. Was a newer version in use before? The rows are kept.`,
    details: { events: unreadable.slice(0, shown).map(({ id, reason }) => ({ id, reason })) },
  };
}
