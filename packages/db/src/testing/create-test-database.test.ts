import pg from "pg";
import { expect, test } from "vitest";
import { createTestDatabase } from "./create-test-database.ts";

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test("every database is fresh and apart from the others", async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await query(one.url, "create table letters (letter text)");
  expect(await query(one.url, "select to_regclass('letters') is not null as there")).toEqual([
    { there: true },
  ]);
  expect(await query(other.url, "select to_regclass('letters') is not null as there")).toEqual([
    { there: false },
  ]);
  await Promise.all([one.drop(), other.drop()]);
});

test("a template is prepared once, however many ask for it at once", async () => {
  let prepared = 0;
  const template = {
    name: "letters",
    prepare: async (url: string) => {
      prepared += 1;
      await query(url, "create table letters as select 'a' as letter");
    },
  };
  const databases = await Promise.all([1, 2, 3].map(() => createTestDatabase({ template })));
  for (const { url } of databases) {
    expect(await query(url, "select letter from letters")).toEqual([{ letter: "a" }]);
  }
  expect(prepared).toBe(1);
  await Promise.all(databases.map((database) => database.drop()));
});

test("a template whose preparation failed is prepared anew", async () => {
  const failing = {
    name: "flaky",
    prepare: async () => {
      throw new Error("no migrations today");
    },
  };
  await expect(createTestDatabase({ template: failing })).rejects.toThrow("no migrations today");
  const database = await createTestDatabase({
    template: {
      name: "flaky",
      prepare: async (url) => void (await query(url, "create table t ()")),
    },
  });
  expect(await query(database.url, "select * from t")).toEqual([]);
  await database.drop();
});

test("a dropped database is gone, even with a connection left open", async () => {
  const database = await createTestDatabase();
  const forgotten = new pg.Client({ connectionString: database.url });
  forgotten.on("error", () => {});
  await forgotten.connect();
  await database.drop();
  await expect(query(database.url, "select 1")).rejects.toMatchObject({ code: "3D000" });
});
