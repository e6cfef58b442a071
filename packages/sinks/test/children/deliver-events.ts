/**
 * A bot in small, to be killed: stores numbered events, and delivers what is stored to MongoDB,
 * with an appeal's document now and then.
 *
 *   deliver-events.ts <database's address> <MongoDB's address> <from> <to> [<pause at>]
 *
 * At the pause it waits for a line. A line at the end delivers what is left, and ends it.
 */
import { once } from "node:events";
import type { ArchiveRecord, StoredEvent } from "@appealmod/core";
import { anAppeal, cast, minutesAfter, noon } from "@appealmod/core/testing";
import { openDatabase, storeEvents } from "@appealmod/db";
import { createMongoSink, startDelivery } from "../../src/index.ts";

const [url = "", mongoUrl = "", from = "0", to = "0", pauseAt = "-1"] = process.argv.slice(2);
const perTransaction = 25;

const database = openDatabase({ url });
const sink = await createMongoSink({ mongoUrl, records, timing: { commandMs: 2_000 } });
const delivery = startDelivery({
  ...{ database, sinks: [sink], clock: { now: () => new Date() }, pollMs: 50 },
  onAlert: ({ event }) => console.log(`trouble ${event}`),
  backoff: { firstMs: 100, longestMs: 500 },
});
await delivery.opened;

for (let n = Number(from); n < Number(to); n += perTransaction) {
  if (n === Number(pauseAt)) {
    console.log("paused");
    await once(process.stdin, "data");
  }
  const numbers = Array.from({ length: perTransaction }, (_, index) => n + index);
  await storeEvents(
    database.orm,
    numbers.map((number) => ({
      event: "step-taken",
      level: "info",
      audience: "step",
      message: `Step ${number} was taken.`,
      at: minutesAfter(noon, number),
      subreddit: cast.subreddit,
      conversationId: `c${number % 100}`,
      details: { n: number },
    })),
  );
  delivery.wake();
  console.log(`stored ${n + perTransaction}`);
}
console.log("all stored");

process.stdin.on("data", async () => {
  const isDelivered = await delivery.flush(50_000);
  console.log(isDelivered ? "delivered" : "not delivered");
  await delivery.close(1_000);
  process.exit();
});

async function records(events: readonly StoredEvent[]): Promise<readonly ArchiveRecord[]> {
  return events.flatMap(({ details, at }) => {
    const n = Number(details?.n);
    if (n % 100 !== 0) return [];
    const username = `appellant_${(n / 100) % 50}`;
    const record = {
      username,
      subreddit: cast.subreddit,
      firstKnownAs: username,
      appeal: anAppeal({ username, id: String(n) }),
      conversationIds: ["c1"],
      isDeleted: false,
      isFormShared: false,
      isNoteShared: false,
      lastConversationUpdate: noon,
      at,
    };
    return [{ kind: "appellant", record }];
  });
}
