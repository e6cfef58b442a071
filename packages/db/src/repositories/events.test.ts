import { randomUUID } from "node:crypto";
import type { BotEvent } from "@appealmod/core";
import { afterAll, beforeEach, expect, test } from "vitest";
import { ormOn } from "../open-database.ts";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/index.ts";
import { lastPosition, numberEvents, readEvents, storeEvents, timelineOf } from "./events.ts";

const opened: MigratedDatabase[] = [];
let database: MigratedDatabase;
beforeEach(async () => {
  database = await createMigratedDatabase();
  opened.push(database);
});
afterAll(() => Promise.all(opened.map((each) => each.drop())));

function event(name: string, more: Partial<BotEvent> = {}): BotEvent {
  const at = new Date("2026-03-01T12:00:00Z");
  return { event: name, level: "info", audience: "step", message: `It was ${name}.`, at, ...more };
}

/** A writer whose transaction stays open until it is told to end it. */
async function beginWriter() {
  const client = await database.pool.connect();
  await client.query("begin");
  const end = async (how: "commit" | "rollback") => {
    await client.query(how);
    client.release();
  };
  return {
    write: (name: string) => storeEvents(ormOn(client), [event(name)]),
    commit: () => end("commit"),
    rollBack: () => end("rollback"),
  };
}

/** A reader that goes on from where it was, as a sink does. */
function reader() {
  let position = 0;
  const read: string[] = [];
  return {
    read,
    async catchUp() {
      while (await numberEvents(database));
      const { events, reached } = await readEvents(database.orm, { after: position, limit: 100 });
      position = reached;
      read.push(...events.map((each) => each.event));
    },
  };
}

test("a reader never passes an event whose transaction commits late", async () => {
  const one = await beginWriter();
  const other = await beginWriter();
  const { read, catchUp } = reader();
  await one.write("early-number-late-commit");
  await other.write("late-number-early-commit");
  await one.write("another-late-commit");
  await other.commit();
  await catchUp();
  expect(read).toEqual(["late-number-early-commit"]);
  const third = await beginWriter();
  await third.write("after-both");
  await third.commit();
  await catchUp();
  await one.commit();
  await catchUp();
  expect(read).toEqual([
    "late-number-early-commit",
    "after-both",
    "early-number-late-commit",
    "another-late-commit",
  ]);
});

test("what is rolled back is never read, and leaves nobody waiting", async () => {
  const one = await beginWriter();
  const other = await beginWriter();
  const { read, catchUp } = reader();
  await one.write("undone");
  await other.write("done");
  await other.commit();
  await one.rollBack();
  await catchUp();
  expect(read).toEqual(["done"]);
});

test("two writers, overlapping at random, and readers that number at once: each reads all, once", async () => {
  const writers = 12;
  const perWriter = 10;
  const names = new Set<string>();
  const readers = [reader(), reader(), reader()];
  let areWriting = true;
  const reading = readers.map(async ({ catchUp }) => {
    while (areWriting) await catchUp();
  });
  const write = async (number: number) => {
    for (let index = 0; index < perWriter; index += 1) {
      const writer = await beginWriter();
      for (const part of ["a", "b"]) {
        names.add(`${number}-${index}-${part}`);
        await writer.write(`${number}-${index}-${part}`);
      }
      await writer.commit();
    }
  };
  for (let number = 0; number < writers; number += 2)
    await Promise.all([write(number), write(number + 1)]);
  areWriting = false;
  await Promise.all(reading);
  for (const { read, catchUp } of readers) {
    await catchUp();
    expect(read).toHaveLength(names.size);
    expect(new Set(read)).toEqual(names);
  }
  expect(await lastPosition(database.orm)).toBe(names.size);
});

test("an event comes back as it was written, its error as plain facts", async () => {
  const error = new TypeError("no answer\0");
  const written = event("went-wrong", {
    level: "error",
    audience: "error",
    actor: { kind: "moderator", name: "warden" },
    runner: "recent",
    subreddit: "PineLakeHikers",
    conversationId: "c1",
    username: "hiker",
    appealId: randomUUID(),
    details: { count: 2, text: "half a \uD83D character" },
    error,
  });
  await storeEvents(database.orm, [written]);
  await numberEvents(database);
  const [read] = (await readEvents(database.orm, { after: 0, limit: 10 })).events;
  expect(read).toEqual({
    ...written,
    id: 1,
    position: 1,
    details: { count: 2, text: "half a \uFFFD character" },
    error: { name: "TypeError", message: "no answer\uFFFD", stack: expect.any(String) },
  });
});

test("a row that this version cannot read is named, and those around it are read", async () => {
  await storeEvents(database.orm, [event("before"), event("of-tomorrow"), event("after")]);
  await database.pool.query(
    `update events set data = '{"version": 99}' where kind = 'of-tomorrow'`,
  );
  await numberEvents(database);
  const { events, unreadable, reached } = await readEvents(database.orm, { after: 0, limit: 10 });
  expect(events.map((each) => each.event)).toEqual(["before", "after"]);
  expect(unreadable).toEqual([{ id: 2, position: 2, reason: "data.version" }]);
  expect(reached).toBe(3);
  await database.pool.query("update events set data = '{}' where id = 3");
  const late = await readEvents(database.orm, { after: 1, limit: 10 });
  expect(late).toMatchObject({ events: [], unreadable: [{ id: 2 }, { id: 3 }], reached: 3 });
});

test("an appeal's timeline begins with what led to it, and leaves other appeals out", async () => {
  const appealId = randomUUID();
  const inConversation = { conversationId: "c1" };
  await storeEvents(database.orm, [
    event("decided", inConversation),
    event("appeal-opened", { ...inConversation, appealId }),
    event("appeal-opened", { ...inConversation, appealId: randomUUID() }),
    event("decided", { conversationId: "c2" }),
    event("form-submitted", { appealId, actor: { kind: "redditor" } }),
  ]);
  const timeline = await timelineOf(database.orm, { appealId, conversationIds: ["c1"] });
  expect(timeline.map((each) => each.event)).toEqual([
    "decided",
    "appeal-opened",
    "form-submitted",
  ]);
  expect(timeline.at(-1)?.actor).toEqual({ kind: "redditor" });
});
