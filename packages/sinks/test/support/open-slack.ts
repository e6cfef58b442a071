import type { BotEvent } from "@appealmod/core";
import { ManualClock } from "@appealmod/core/testing";
import { openDatabase, type SinkRecord, storeEvents } from "@appealmod/db";
import { createMigratedDatabase } from "@appealmod/db/testing";
import {
  createSlackSinks,
  deliverOnce,
  type Sink,
  type SlackSinkOptions,
} from "../../src/index.ts";
import { type SlackSink, startSlackSink } from "../../src/testing/index.ts";
import { rowOf } from "./row-of.ts";

export const channels = ["main", "steps", "alerts", "errors", "logging"] as const;

export interface OpenedSlack {
  readonly server: SlackSink;
  readonly clock: ManualClock;
  readonly databaseUrl: string;
  /** What operators were told, in order. */
  readonly alerts: readonly BotEvent[];
  /** A process that posts to Slack: to all channels, or to the hooks named. */
  process(options?: Partial<SlackSinkOptions>): Promise<SlackProcess>;
  /** Events happen. */
  record(...events: readonly BotEvent[]): Promise<void>;
  /** All texts that a webhook took. */
  wordsIn(hook: string): string;
  row(name: string): Promise<SinkRecord>;
  close(): Promise<void>;
}

export interface SlackProcess {
  readonly sinks: readonly Sink[];
  /** One round of deliveries. */
  round(options?: { readonly isClosing?: boolean }): Promise<void>;
  /** Lets time pass, with a round after every step of it. */
  pass(ms: number, stepMs?: number): Promise<void>;
}

/** A Slack of our own, a database with events, and processes that carry these to that. */
export async function openSlack(): Promise<OpenedSlack> {
  const clock = new ManualClock();
  const database = await createMigratedDatabase();
  const server = await startSlackSink({ now: () => clock.now().getTime() });
  const alerts: BotEvent[] = [];
  const closing: (() => Promise<unknown>)[] = [];

  return {
    ...{ server, clock, alerts, databaseUrl: database.url },
    async process(options = {}) {
      const hooks = Object.fromEntries(channels.map((name) => [name, server.hookUrl(name)]));
      const sinks = createSlackSinks({ hooks, ...options });
      const own = openDatabase({ url: database.url, poolSize: 6 });
      closing.push(() => own.close(), ...sinks.map((sink) => async () => sink.close?.()));
      const round: SlackProcess["round"] = async ({ isClosing = false } = {}) => {
        const now = clock.now();
        alerts.push(...(await deliverOnce({ database: own, sinks, now, isClosing })));
      };
      await round();
      return {
        sinks,
        round,
        async pass(ms, stepMs = 500) {
          for (let passed = 0; passed < ms; passed += stepMs) {
            clock.advance(stepMs);
            await round();
          }
        },
      };
    },
    record: (...events) => storeEvents(database.orm, events),
    wordsIn: (hook) =>
      server
        .taken(hook)
        .map(({ words }) => words)
        .join("\n"),
    row: (name) => rowOf(database, name),
    async close() {
      await Promise.all(closing.map((close) => close()));
      await server.close();
      await database.drop();
    },
  };
}
