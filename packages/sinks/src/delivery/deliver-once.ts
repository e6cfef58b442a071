import type { BotEvent } from "@appealmod/core";
import { type Database, dueSinks } from "@appealmod/db";
import { deliverToSink, type SinkOutcome } from "./deliver-to-sink.ts";
import { numberWaitingEvents } from "./number-waiting-events.ts";
import { openSinks } from "./open-sinks.ts";
import type { Sink } from "./sink.ts";
import { unreadableAlert } from "./unreadable-trouble.ts";

/**
 * One round without a loop around it: each sink that is due delivers once.
 *
 * @returns what operators are to be told
 */
export async function deliverOnce(round: {
  readonly database: Database;
  readonly sinks: readonly Sink[];
  readonly now: Date;
  readonly isClosing?: boolean;
}): Promise<readonly BotEvent[]> {
  const { database, sinks, now } = round;
  await openSinks(database, sinks);
  await numberWaitingEvents(database);
  const due = new Set(await dueSinks(database.orm, now));
  const outcomes = await Promise.all(
    sinks.filter(({ name }) => due.has(name)).map((sink) => deliverToSink(sink, round)),
  );
  return outcomes.flatMap((outcome) => alertsOf(outcome, now));
}

function alertsOf({ alerts, unreadable }: SinkOutcome, now: Date): readonly BotEvent[] {
  return unreadable.length === 0 ? alerts : [...alerts, unreadableAlert(unreadable, now)];
}
