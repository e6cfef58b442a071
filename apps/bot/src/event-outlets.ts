import { join } from "node:path";
import { createArchive } from "@appealmod/archive";
import type { Config } from "@appealmod/config";
import type { Archive, BotEvent, Clock, EventLog } from "@appealmod/core";
import type { Logger, Redactor } from "@appealmod/logger";
import { createSlackNotifier, type TakeTurn } from "@appealmod/slack";
import { createEventLog } from "./event-log.ts";
import { redactRecord } from "./redact-event.ts";

/** Where everything that happens is told: log, archive, Slack. */
export interface EventOutlets {
  readonly events: EventLog;
  readonly archive: Archive;
  /** From now on other processes that post to the same webhooks are taken into account. */
  shareSlack(takeTurn: TakeTurn): void;
  /** Lets each outlet deliver what it holds, for as long as the limit says. */
  close(limitMs: number): Promise<void>;
}

/**
 * Opens the archive and Slack, and joins them with the logger to one log of events. What is
 * secret is taken out here, before anybody is told.
 */
export async function openEventOutlets(
  config: Config,
  logger: Logger,
  redact: Redactor,
  clock: Clock,
): Promise<EventOutlets> {
  // Both tell of their own troubles through the log that they are a part of.
  let events: EventLog | null = null;
  const beforeLog: BotEvent[] = [];
  const archive = await createArchive({
    spoolDir: join(config.dataDir, "spool"),
    mongoUrl: config.dbConnectionString,
    logTtlDays: config.archiveTtlDays ?? null,
    limits: {
      insertsPerCommand: config.archiveBatchSize,
      updatesPerCommand: config.archiveBatchSize,
    },
    clock,
    onTrouble: (event) => (events ? events.record(event) : void beforeLog.push(event)),
  });
  const slackOwn = createEventLog(logger, redact, [(event) => archive.record(event)]);
  let takeTurn: TakeTurn = async () => 0;
  const notifier = createSlackNotifier({
    hooks: {
      main: config.slackHookMain,
      steps: config.slackHookSteps,
      alerts: config.slackHookAlerts,
      errors: config.slackHookErrors,
      logging: config.slackHookLogging,
    },
    disabled: config.slackDisabled,
    clock,
    takeTurn: (webhook) => takeTurn(webhook),
    // Its other webhooks know already.
    onTrouble: (event) => slackOwn.record(event),
  });
  events = createEventLog(logger, redact, [
    (event) => archive.record(event),
    (event) => notifier.notify(event),
  ]);
  for (const event of beforeLog) events.record(event);
  return {
    events,
    archive: {
      save: (record) => archive.save(redactRecord(record, redact)),
      close: (limitMs) => archive.close(limitMs),
    },
    shareSlack(ask) {
      takeTurn = ask;
    },
    async close(limitMs) {
      await notifier.close(limitMs);
      await archive.close(limitMs);
    },
  };
}
