import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { whyUnfit } from "./check-server.ts";
import { DatabaseSetupError } from "./database-setup-error.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { openDatabase } from "./open-database.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { requireConnections } from "./require-connections.ts";
import { isSharedByTransactions } from "./shared-connections.ts";
import { createTestDatabase } from "./testing/create-test-database.ts";
import { startTransactionPooler } from "./testing/start-transaction-pooler.ts";

/** AuthenticationOk and ReadyForQuery. */
const authenticatedAndReady = Buffer.from("5200000008000000005a0000000549", "hex");

/** EmptyQueryResponse and ReadyForQuery. */
const emptyAndReady = Buffer.from("49000000045a0000000549", "hex");

const noQueue = async () => {};

async function anEmptyDatabase() {
  const { url, drop } = await createTestDatabase();
  onTestFinished(drop);
  return url;
}

function open(url: string) {
  const database = openDatabase({ url, poolSize: 3 });
  onTestFinished(() => database.close());
  return database;
}

it("refuses a pooler that gives each transaction another connection, and touches nothing", async () => {
  const url = await anEmptyDatabase();
  const pooler = await startTransactionPooler(url);
  onTestFinished(() => pooler.stop());
  const attempt = prepareDatabase(open(pooler.url).pool, noQueue);
  await expect(attempt).rejects.toThrow(DatabaseSetupError);
  await expect(attempt).rejects.toThrow(/pooler[\s\S]*pool_mode = session/);
  const { rows } = await open(url).pool.query("select to_regnamespace('drizzle') as made");
  expect(rows).toEqual([{ made: null }]);
});

it("takes a server that is asked directly, and gives its connections back", async () => {
  const { pool } = open(await anEmptyDatabase());
  await prepareDatabase(pool, noQueue);
  await prepareDatabase(pool, noQueue);
  expect(pool.idleCount).toBe(pool.totalCount);
  const { rows } = await pool.query("select to_regclass('appeals') is not null as there");
  expect(rows).toEqual([{ there: true }]);
});

it("waits no longer than its timeout for a server that lets it in and says nothing", async () => {
  // As a paused pooler does.
  const silent = createServer((socket) => {
    socket.once("data", () => socket.write(authenticatedAndReady));
    socket.on("error", () => {});
  }).listen(0, "127.0.0.1");
  await once(silent, "listening");
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const { pool } = open(`postgres://bot:secret@127.0.0.1:${port}/appealmod`);
  const attempt = isSharedByTransactions(pool, 50);
  await expect(attempt).rejects.toThrow(DatabaseSetupError);
  await expect(attempt).rejects.toThrow("answers no question");
});

it("names the session that keeps others from the tables, and ends well once it is gone", async () => {
  const url = await anEmptyDatabase();
  const holder = await open(url).pool.connect();
  const { rows } = await holder.query("select pg_backend_pid() as pid, pg_advisory_lock(7160301)");
  const { pool } = open(url);
  await expect(migrateDatabase(pool, 100)).rejects.toThrow(
    `SELECT pg_terminate_backend(${rows[0].pid});`,
  );
  holder.release(true);
  await migrateDatabase(pool);
});

it("waits for whoever migrates, whatever the role's statement_timeout is", async () => {
  const url = await anEmptyDatabase();
  const holder = await open(url).pool.connect();
  await holder.query("select pg_advisory_lock(7160301)");
  const { pool } = open(`${url}?statement_timeout=100`);
  const migrated = migrateDatabase(pool);
  await holder.query("select pg_sleep(0.3)");
  holder.release(true);
  await migrated;
});

describe("a server that gives fewer connections than are needed", () => {
  it("says how many of how many, and how to have more", async () => {
    const url = new URL(await anEmptyDatabase());
    const name = `few_${url.pathname.slice(6)}`;
    const superuser = open(url.href).pool;
    await superuser.query(`create role ${name} login password 'secret' connection limit 3`);
    onTestFinished(() => superuser.query(`drop role ${name}`).then(() => {}));
    [url.username, url.password] = [name, "secret"];
    const { pool, close } = openDatabase({ url: url.href, poolSize: 8 });
    const attempt = prepareDatabase(pool, noQueue, 5);
    await expect(attempt).rejects.toThrow(DatabaseSetupError);
    await expect(attempt).rejects.toThrow(
      /gives this program 3 of the 5 connections.*CONNECTION LIMIT/,
    );
    await close();
  });

  it("gives up a pooler that lets everybody in and serves only some", async () => {
    let arrived = 0;
    const server = createServer((socket) => {
      const isServed = ++arrived <= 2;
      socket.once("data", () => {
        socket.write(authenticatedAndReady);
        // EmptyQueryResponse is answer enough.
        if (isServed) socket.on("data", () => socket.write(emptyAndReady));
      });
      socket.on("error", () => {});
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { pool } = open(`postgres://bot:secret@127.0.0.1:${port}/appealmod`);
    await expect(requireConnections(pool, 3, 50)).rejects.toThrow("2 of the 3 connections");
    expect(pool.totalCount).toBe(2);
  });
});

it("says what another kind of server lacks", () => {
  const good = {
    version: 160_004,
    versionName: "16.4",
    isStandby: false,
    isReadOnly: false,
    encoding: "UTF8",
    role: "bot",
    database: "appeals",
  };
  expect(whyUnfit(good)).toBeNull();
  expect(whyUnfit({ ...good, version: 120_020, versionName: "12.20" })).toMatch(/12\.20, and 13/);
  expect(whyUnfit({ ...good, isStandby: true, isReadOnly: true })).toContain("primary server");
  expect(whyUnfit({ ...good, isReadOnly: true })).toContain("default_transaction_read_only = off");
  expect(whyUnfit({ ...good, encoding: "SQL_ASCII" })).toContain("ENCODING 'UTF8'");
});
