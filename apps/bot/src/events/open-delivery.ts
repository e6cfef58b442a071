import type { Config } from "@appealmod/config";
import type { BotEvent, Clock, CommunitySource } from "@appealmod/core";
import type { Database, SealedHook } from "@appealmod/db";
import {
  createCommunityHooksSink,
  createMongoSink,
  createSlackSinks,
  type EventDelivery,
  type Sink,
  startDelivery,
} from "@appealmod/sinks";
import { createResearchRecords } from "@appealmod/use-cases";
import type { EventRecorder } from "./event-recorder.ts";

export interface DeliveryParts {
  readonly config: Config;
  /** For the sinks alone: each holds a connection for as long as its destination takes. */
  readonly database: Database;
  readonly communities: CommunitySource;
  /** Of the forms, without any token. */
  readonly formAddress: string;
  /** Opens the address of a community's webhook. */
  readonly openHook: (hook: SealedHook) => string;
  readonly clock: Clock;
  readonly recorder: Pick<EventRecorder, "record" | "logStored" | "redact">;
}

/** MongoDB, a webhook for each of Slack's channels, and the communities' own. */
export const mostSinks = 7;

/** Connections that the delivery needs beside one for each sink. */
export const deliveryConnections = 2;

/** The sinks that the settings name. */
export async function configuredSinks(
  parts: Omit<DeliveryParts, "clock">,
): Promise<readonly Sink[]> {
  const { config, database, communities, formAddress, recorder, openHook } = parts;
  const sinks: Sink[] = [
    ...createSlackSinks(slackOptions(config)),
    createCommunityHooksSink({ database, siteUrl: config.webUrl, openAddress: openHook }),
  ];
  if (config.dbConnectionString !== undefined)
    sinks.push(
      await createMongoSink({
        mongoUrl: config.dbConnectionString,
        logTtlDays: config.archiveTtlDays ?? null,
        limits: {
          insertsPerCommand: config.archiveBatchSize,
          updatesPerCommand: config.archiveBatchSize,
        },
        records: createResearchRecords(database, communities, formAddress, (row) =>
          recorder.record({
            event: "record-unreadable",
            level: "warn",
            audience: "alert",
            message: `MongoDB is not brought up to date in one document: ${row.message}`,
            at: new Date(),
          }),
        ),
      }),
    );
  return sinks;
}

/** Begins to deliver events to MongoDB and Slack, each at its own pace. */
export async function openDelivery(parts: DeliveryParts): Promise<EventDelivery> {
  const { database, clock, recorder } = parts;
  const sinks = await configuredSinks(parts);
  const { record, logStored, redact } = recorder;
  const onAlert = (event: BotEvent, isStored: boolean) => (isStored ? logStored : record)(event);
  return startDelivery({ database, sinks, clock, redact, onAlert });
}

export function slackOptions(config: Config) {
  return {
    hooks: {
      main: config.slackHookMain,
      steps: config.slackHookSteps,
      alerts: config.slackHookAlerts,
      errors: config.slackHookErrors,
      logging: config.slackHookLogging,
    },
    disabled: config.slackDisabled,
  };
}
