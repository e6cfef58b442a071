import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { MongoClient } from "mongodb";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { startMongoServer, type TestMongoServer } from "../src/testing/index.ts";

const events = 10_000;
const appeals = 50;

interface DeliveringChild {
  /** Resolves with the first line that begins so, past or to come. */
  said(beginning: string): Promise<string>;
  readonly lines: readonly string[];
  /** Gives it the line that it waits for: to go on after its pause, or to deliver and end. */
  goOn(): void;
  kill(): Promise<void>;
}

const children: ChildProcess[] = [];
let database: MigratedDatabase;
let server: TestMongoServer;

function startChild(from: number, to: number, pauseAt = -1): DeliveringChild {
  const program = join(import.meta.dirname, "children/deliver-events.ts");
  const args = [program, database.url, server.url, ...[from, to, pauseAt].map(String)];
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

/** The numbers of the events that stand in the database, and of those that stand in MongoDB. */
async function numbers() {
  const { rows } = await database.pool.query<{ n: number }>(
    "select (data->'details'->>'n')::int as n from events where kind not like 'sink-%' order by n",
  );
  const client = new MongoClient(server.url);
  const logs = client.db().collection("application-logs");
  const found = await logs
    .find({ event: { $not: /^sink-/ } }, { projection: { details: 1 } })
    .toArray();
  const users = await client.db().collection("user-logs").find().toArray();
  await client.close();
  return {
    stored: rows.map(({ n }) => n),
    shipped: found.map(({ details }) => Number(details.n)).sort((one, other) => one - other),
    users,
  };
}

describe.skipIf(inject("testMongoUrl") === null)(
  "a MongoDB server that goes away (skipped where none can be had)",
  () => {
    beforeEach(async () => {
      database = await createMigratedDatabase();
      server = await startMongoServer({ postgresUrl: inject("testPostgresUrl") });
    });

    afterEach(async () => {
      for (const child of children.splice(0)) child.kill("SIGKILL");
      await server.remove();
      await database.drop();
    });

    test("and a bot that is killed meanwhile: all is there in the end, once each", async () => {
      const steady = startChild(0, events / 4);
      await steady.said("all stored");
      await steady.kill();

      const first = startChild(events / 4, events, events / 2);
      await first.said("paused");
      await server.kill();
      first.goOn();
      await first.said("all stored");
      await first.said("trouble sink-failing");
      await first.kill();

      const second = startChild(0, 0);
      await second.said("all stored");
      await server.start();
      await second.said("trouble sink-recovered");
      second.goOn();
      await second.said("delivered");

      const { stored, shipped, users } = await numbers();
      expect(stored).toEqual(Array.from({ length: events }, (_, n) => n));
      expect(shipped).toEqual(stored);
      expect(users).toHaveLength(appeals);
      for (const { username, appeal_id } of users) {
        const last = Number(appeal_id) / 100;
        expect(`appellant_${last % appeals}`).toBe(username);
        expect(last).toBeGreaterThanOrEqual(events / 100 - appeals);
      }
      const told = [first, second].flatMap(({ lines }) => lines);
      expect(told.filter((line) => line === "trouble sink-failing")).toHaveLength(1);
      expect(told.filter((line) => line === "trouble sink-recovered")).toHaveLength(1);
    }, 120_000);

    test("several processes of one installation, one of them killed: all is there once", async () => {
      const one = startChild(0, 3_000);
      const other = startChild(3_000, 6_000, 4_500);
      await other.said("paused");
      await other.kill();
      await one.said("all stored");
      const third = startChild(6_000, 7_000);
      await third.said("all stored");
      for (const child of [one, third]) {
        child.goOn();
        await child.said("delivered");
      }
      const { stored, shipped } = await numbers();
      expect(stored).toHaveLength(3_000 + 1_500 + 1_000);
      expect(shipped).toEqual(stored);
    }, 60_000);

    test("and one that hangs: nothing is lost, and nothing comes twice", async () => {
      const child = startChild(0, 2_000, 1_000);
      await child.said("paused");
      server.freeze();
      child.goOn();
      await child.said("all stored");
      await child.said("trouble sink-failing");
      server.resume();
      child.goOn();
      await child.said("delivered");
      const { stored, shipped } = await numbers();
      expect(stored).toHaveLength(2_000);
      expect(shipped).toEqual(stored);
    }, 60_000);
  },
);
