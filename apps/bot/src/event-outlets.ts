import { join } from "node:path";
import { createArchive, type SpooledArchive } from "@appealmod/archive";
import type { Config } from "@appealmod/config";
import type { BotEvent, Clock, EventLog } from "@appealmod/core";
import type { Logger } from "@appealmod/logger";
import { createSlackNotifier } from "@appealmod/slack";
import { createEventLog } from "./event-log.ts";

/** Where everything that happens is told: log, archive, Slack. */
export interface EventOutlets {
  readonly events: EventLog;
  readonly archive: SpooledArchive;
  /** Lets each outlet deliver what it holds, for as long as the limit says. */
  close(limitMs: number): Promise<void>;
}

/** Opens the archive and Slack, and joins them with the logger to one log of events. */
export async function openEventOutlets(
  config: Config,
  logger: Logger,
  clock: Clock,
): Promise<EventOutlets> {
  // The archive tells of its own troubles through the log that it is a part of.
  const beforeLog: BotEvent[] = [];
  let record = (event: BotEvent): void => void beforeLog.push(event);
  const archive = await createArchive({
    spoolDir: join(config.dataDir, "spool"),
    mongoUrl: config.dbConnectionString,
    logTtlDays: config.archiveTtlDays ?? null,
    clock,
    onTrouble: (event) => record(event),
  });
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
    onTrouble: (event) => record(event),
  });
  const events = createEventLog(logger, [
    (event) => archive.record(event),
    (event) => notifier.notify(event),
  ]);
  record = (event) => events.record(event);
  for (const event of beforeLog) events.record(event);
  return {
    events,
    archive,
    async close(limitMs) {
      await Promise.all([notifier.close(limitMs), archive.close(limitMs)]);
    },
  };
}
