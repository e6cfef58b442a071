import type { BotEvent } from "@appealmod/core";
import type { Sink } from "../delivery/sink.ts";
import { archiveEntries } from "./documents/archive-entries.ts";
import {
  defaultMongoLimits,
  defaultMongoTiming,
  type MongoSinkOptions,
  type MongoTrouble,
} from "./mongo-options.ts";

/**
 * The log and the research archive: every event, and beside it the documents that the event
 * changed as they are at the time of writing.
 *
 * @throws when `mongoUrl` cannot be an address of MongoDB
 */
export async function createMongoSink(options: MongoSinkOptions): Promise<Sink> {
  const { mongoUrl, logTtlDays = null, records } = options;
  const limits = { ...defaultMongoLimits, ...options.limits };
  const timing = { ...defaultMongoTiming, ...options.timing };
  const told = new Set<MongoTrouble>();
  const waiting: Omit<BotEvent, "at">[] = [];
  // Loaded where it is used only: the library takes some 30 MB of memory.
  const { MongoShipper } = await import("./mongo-shipper.ts");
  const shipper = new MongoShipper({
    ...{ mongoUrl, limits, timing, logTtlDays },
    report(trouble, message, details) {
      if (told.has(trouble)) return;
      told.add(trouble);
      const event = `archive-${trouble}`;
      waiting.push({ event, level: "warn", audience: "alert", message, details });
    },
  });

  return {
    name: "mongo",
    title: "MongoDB",
    advice: "Check that MongoDB runs and that db_connection_string is right.",
    startsAt: "beginning",
    batchSize: limits.insertsPerCommand,
    async deliver({ events, position, now }) {
      await shipper.ship(archiveEntries(events, await records(events)));
      const alerts = waiting.splice(0).map((trouble) => ({ ...trouble, at: now }));
      return { position: events.at(-1)?.position ?? position, alerts };
    },
    close: () => shipper.close(),
  };
}
