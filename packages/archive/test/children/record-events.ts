/**
 * A bot in small, to be killed: records numbered events, and an appeal's document now and
 * then, and tells how far it came and how long recording took.
 *
 *   record-events.ts <spool folder> <MongoDB address or "-"> <from> <to> [<pause at>]
 *
 * At the pause it waits for a line, and measures from there on. A line at the end ships.
 */
import { once } from "node:events";
import { setImmediate as breathe } from "node:timers/promises";
import { anAppeal, cast, minutesAfter, noon } from "@appealmod/core/testing";
import { createArchive } from "../../src/index.ts";

const [spoolDir = "", mongoUrl = "-", from = "0", to = "0", pauseAt = "-1"] = process.argv.slice(2);

const archive = await createArchive({
  spoolDir,
  mongoUrl: mongoUrl === "-" ? undefined : mongoUrl,
  clock: { now: () => new Date() },
  onTrouble: ({ event }) => console.log(`trouble ${event}`),
  timing: { firstRetryMs: 100, longestRetryMs: 500, commandMs: 2_000 },
});

let latencies: number[] = [];
for (let n = Number(from); n < Number(to); n += 1) {
  if (n === Number(pauseAt)) {
    console.log("paused");
    await once(process.stdin, "data");
    latencies = [];
  }
  const began = performance.now();
  archive.record({
    event: "step-taken",
    level: "info",
    audience: "step",
    message: `Step ${n} was taken.`,
    at: minutesAfter(noon, n / 60),
    subreddit: cast.subreddit,
    conversationId: `c${n % 100}`,
    details: { n },
  });
  if (n % 100 === 0) saveAppeal(n);
  latencies.push(performance.now() - began);
  if (n % 50 === 0) await breathe();
  if (n % 100 === 99) console.log(`recorded ${n + 1}`);
}
latencies.sort((one, other) => one - other);
const at = (share: number) =>
  (latencies[Math.floor((latencies.length - 1) * share)] ?? 0).toFixed(3);
console.log(`latency p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)}`);
console.log("all recorded");

process.stdin.on("data", async () => {
  const isShipped = await archive.ship(50_000);
  console.log(isShipped ? "shipped" : "not shipped");
  await archive.close(1_000);
  process.exit();
});

function saveAppeal(n: number): void {
  const redditor = `appellant_${(n / 100) % 50}`;
  archive.save({
    kind: "appellant",
    record: {
      username: redditor,
      subreddit: cast.subreddit,
      firstKnownAs: redditor,
      appeal: anAppeal({
        username: redditor,
        id: String(n),
        group: n % 200 ? "control" : "treatment",
      }),
      conversationIds: ["c1"],
      isDeleted: false,
      isFormShared: false,
      isNoteShared: false,
      lastConversationUpdate: noon,
      at: minutesAfter(noon, n),
    },
  });
}
