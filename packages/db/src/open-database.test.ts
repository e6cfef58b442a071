import { createServer } from "node:net";
import { expect, inject, it } from "vitest";
import journal from "../migrations/meta/_journal.json" with { type: "json" };
import { DatabaseUnreachableError, isConnectionFailure } from "./database-unreachable-error.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { openDatabase } from "./open-database.ts";
import { createTestDatabase } from "./testing/create-test-database.ts";

async function failureAt(url: string): Promise<Error> {
  const database = openDatabase({ url });
  try {
    await database.pool.query("select 1");
  } catch (error) {
    return error as Error;
  } finally {
    await database.close();
  }
  throw new Error("it could be reached");
}

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

it("says where the database should be and which setting names it, but not the password", async () => {
  const port = await unusedPort();
  const error = await failureAt(`postgres://bot:s3cret@127.0.0.1:${port}/appealmod`);
  expect(error).toBeInstanceOf(DatabaseUnreachableError);
  expect(error.message).toContain(`127.0.0.1:${port}`);
  expect(error.message).toContain("database_url");
  expect(error.message).toContain("refuses connections");
  expect(error.message + error.stack + JSON.stringify(error)).not.toContain("s3cret");
});

it("tells a wrong password and a missing database apart", async () => {
  const url = new URL(inject("testPostgresUrl"));
  url.pathname = "/no_such_database";
  expect((await failureAt(url.href)).message).toContain("has no database of that name");
  url.password = "wrong";
  expect((await failureAt(url.href)).message).toContain("refuses the password");
});

it("explains an address that is none", () => {
  expect(() => openDatabase({ url: "localhost" })).toThrow("database_url");
});

it("does not take a wrong query for an unreachable server", async () => {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase({ url });
  const failure = await database.orm.execute("select nonsense").catch((error) => error);
  expect(isConnectionFailure(failure)).toBe(false);
  await database.close();
  await drop();
});

it("outlives connections that the server cuts", async () => {
  const { url, drop } = await createTestDatabase();
  const cut: Error[] = [];
  const database = openDatabase({ url, onError: (error) => cut.push(error) });
  await database.pool.query("select 1");
  const other = openDatabase({ url });
  await other.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await expect.poll(() => cut.length).toBe(1);
  expect((await database.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await Promise.all([database.close(), other.close()]);
  await drop();
});

it("takes a client back once, however often a library gives it back", async () => {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase({ url });
  await new Promise<void>((resolve, reject) => {
    database.pool.connect((error, _client, done) => {
      if (error) return reject(error);
      done();
      done(true);
      resolve();
    });
  });
  expect(database.pool.idleCount).toBe(1);
  await database.close();
  await drop();
});

it("migrates once, however many processes start at once", async () => {
  const { url, drop } = await createTestDatabase();
  const databases = Array.from({ length: 5 }, () => openDatabase({ url, poolSize: 1 }));
  await Promise.all(databases.map(({ pool }) => migrateDatabase(pool)));
  const { rows } = await (databases[0] as (typeof databases)[number]).pool.query(
    "select (select count(*) from drizzle.__drizzle_migrations)::int as migrations, to_regclass('main_ban_appeal_data') is not null as there",
  );
  expect(rows).toEqual([{ migrations: journal.entries.length, there: true }]);
  await Promise.all(databases.map((database) => database.close()));
  await drop();
});
