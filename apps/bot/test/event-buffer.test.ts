import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BotEvent } from "@appealmod/core";
import { noon } from "@appealmod/core/testing";
import { expect, onTestFinished, test } from "vitest";
import { EventBuffer, type EventBufferOptions } from "../src/events/event-buffer.ts";
import { findOldSpool } from "../src/events/find-old-spool.ts";

function event(name: string): BotEvent {
  return { event: name, level: "info", audience: "step", message: name, at: noon };
}

/** A buffer whose database can be away. */
function openBuffer(limits: EventBufferOptions["limits"] = {}) {
  const stored: string[] = [];
  const told: string[] = [];
  let isAway = false;
  const buffer = new EventBuffer({
    async store(events) {
      if (isAway) throw new Error("connection refused");
      stored.push(...events.map((each) => each.event));
    },
    onFailing: () => told.push("failing"),
    onRecovered: (dropped) => told.push(`recovered, ${dropped} dropped`),
    limits: { gatherMs: 1, retryMs: 1, ...limits },
  });
  const away = (value: boolean) => {
    isAway = value;
  };
  return { buffer, stored, told, away };
}

test("events are stored in their order, those of an outage included, which is told once", async () => {
  const { buffer, stored, told, away } = openBuffer({ batchSize: 2 });
  for (const name of ["a", "b", "c"]) buffer.add(event(name));
  await buffer.flush();
  expect(stored).toEqual(["a", "b", "c"]);
  away(true);
  buffer.add(event("d"));
  await buffer.flush();
  buffer.add(event("e"));
  await buffer.flush();
  expect([stored, told]).toEqual([["a", "b", "c"], ["failing"]]);
  away(false);
  await buffer.flush();
  expect(stored).toEqual(["a", "b", "c", "d", "e"]);
  expect(told).toEqual(["failing", "recovered, 0 dropped"]);
});

test("what is too much for the memory is counted, the oldest first", async () => {
  const { buffer, stored, told, away } = openBuffer({ capacity: 3 });
  away(true);
  for (const name of ["a", "b", "c", "d", "e"]) buffer.add(event(name));
  await buffer.flush();
  away(false);
  await buffer.flush();
  expect(stored).toEqual(["c", "d", "e"]);
  expect(told).toEqual(["failing", "recovered, 2 dropped"]);
});

test("what the version before has not shipped is told of, an empty folder is not", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "appealmod-spool-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  expect(await findOldSpool(dataDir, noon)).toBeNull();
  await mkdir(join(dataDir, "spool", "holder"), { recursive: true });
  expect(await findOldSpool(dataDir, noon)).toBeNull();
  await writeFile(join(dataDir, "spool", "holder", "segment"), "x");
  expect(await findOldSpool(dataDir, noon)).toMatchObject({ audience: "alert" });
});
