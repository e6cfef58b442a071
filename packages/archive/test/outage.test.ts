import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { MongoClient } from "mongodb";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { readSpool } from "../src/index.ts";
import { startMongoServer, type TestMongoServer } from "../src/testing/index.ts";
import { newFolder } from "./open-archive.ts";

const events = 20_000;
const appeals = 50;

interface RecordingChild {
  /** Resolves with the first line that begins so, past or to come. */
  said(beginning: string): Promise<string>;
  readonly lines: readonly string[];
  /** Gives it the line that it waits for: to go on after its pause, or to ship. */
  goOn(): void;
  kill(): Promise<void>;
}

const children: ChildProcess[] = [];
let spoolDir: string;

beforeEach(async () => {
  spoolDir = await newFolder();
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(spoolDir, { recursive: true, force: true });
});

function startChild(mongoUrl: string, from: number, to: number, pauseAt = -1): RecordingChild {
  const program = join(import.meta.dirname, "children/record-events.ts");
  const args = [program, spoolDir, mongoUrl, ...[from, to, pauseAt].map(String)];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    for (const listener of listeners) listener();
  });
  return {
    lines,
    said: (beginning) =>
      new Promise((resolve) => {
        const look = () => {
          const line = lines.find((one) => one.startsWith(beginning));
          if (line === undefined) return;
          listeners.delete(look);
          resolve(line);
        };
        listeners.add(look);
        look();
      }),
    goOn: () => void child.stdin.write("\n"),
    async kill() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

test("a process that is killed while it records loses nothing that it had recorded", async () => {
  const child = startChild("-", 0, events);
  await child.said("recorded 7000");
  await child.kill();
  const told = Number(child.lines.at(-1)?.split(" ")[1]);
  const numbers: unknown[] = [];
  for await (const { key, document } of readSpool(spoolDir)) {
    if (key === null) numbers.push((document.details as { n: number }).n);
  }
  expect(numbers.length).toBeGreaterThanOrEqual(told);
  expect(numbers).toEqual(numbers.map((_, index) => index));
});

describe.skipIf(inject("testMongoUrl") === null)(
  "a MongoDB server that goes away (skipped where none can be had)",
  () => {
    let server: TestMongoServer;

    beforeEach(async () => {
      server = await startMongoServer();
    });

    afterEach(() => server.remove());

    test("and a bot that is killed meanwhile: all is there in the end, once each", async () => {
      const steady = startChild(server.url, 0, events / 4);
      await steady.said("latency");
      await steady.kill();

      const first = startChild(server.url, events / 4, events, events / 2);
      await first.said("paused");
      await server.kill();
      first.goOn();
      await first.said("latency");
      await first.said("trouble archive-mongo-unreachable");
      await first.kill();

      const second = startChild(server.url, 0, 0);
      await second.said("trouble archive-mongo-unreachable");
      await server.start();
      await second.said("trouble archive-mongo-unreachable-over");
      second.goOn();
      await second.said("shipped");

      const client = new MongoClient(server.url);
      const logs = client.db().collection("application-logs");
      const found = await logs.find({}, { projection: { details: 1 } }).toArray();
      expect(found).toHaveLength(events);
      expect(new Set(found.map(({ details }) => details.n)).size).toBe(events);
      const users = await client.db().collection("user-logs").find().toArray();
      expect(users).toHaveLength(appeals);
      for (const { username, appeal_id } of users) {
        const last = Number(appeal_id) / 100;
        expect(`appellant_${last % appeals}`).toBe(username);
        expect(last).toBeGreaterThanOrEqual(events / 100 - appeals);
      }
      await client.close();
      expect(first.lines.filter((line) => line.startsWith("trouble archive-mongo"))).toHaveLength(
        1,
      );
    }, 120_000);

    test("several processes of one installation, one of them killed: all is there once", async () => {
      const one = startChild(server.url, 0, 3_000);
      const other = startChild(server.url, 3_000, 6_000, 4_500);
      await other.said("paused");
      await other.kill();
      await one.said("all recorded");
      const third = startChild(server.url, 6_000, 7_000);
      await third.said("all recorded");
      for (const child of [one, third]) {
        child.goOn();
        await child.said("shipped");
      }
      const client = new MongoClient(server.url);
      const logs = await client.db().collection("application-logs").find().toArray();
      expect(logs).toHaveLength(3_000 + 1_500 + 1_000);
      expect(new Set(logs.map(({ details }) => details.n)).size).toBe(5_500);
      await client.close();
    }, 60_000);

    test("and one that hangs: nothing is lost, and nothing comes twice", async () => {
      const child = startChild(server.url, 0, 2_000, 1_000);
      await child.said("paused");
      server.freeze();
      child.goOn();
      await child.said("all recorded");
      server.resume();
      child.goOn();
      await child.said("shipped");
      const client = new MongoClient(server.url);
      expect(await client.db().collection("application-logs").countDocuments()).toBe(2_000);
      await client.close();
    }, 60_000);
  },
);
