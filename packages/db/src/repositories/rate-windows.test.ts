import { afterAll, beforeAll, expect, test } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/index.ts";
import { countInWindow, forgetWindows } from "./rate-windows.ts";

let database: MigratedDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterAll(() => database.drop());

const minute = 60_000;
const noon = new Date("2026-03-01T12:00:00Z");
const count = (key: string, at: Date) => countInWindow(database, { key, windowMs: minute, at });

test("counts per key and window, also when asked at once", async () => {
  const counts = await Promise.all(Array.from({ length: 20 }, () => count("one", noon)));
  expect(counts.sort((one, other) => one - other)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  expect(await count("other", noon)).toBe(1);
  expect(await count("one", new Date(noon.getTime() + 59_999))).toBe(21);
  expect(await count("one", new Date(noon.getTime() + minute))).toBe(1);
});

test("keeps no key in readable form, and forgets old windows", async () => {
  await count("sign-up 192.0.2.1", noon);
  const { rows } = await database.pool.query("select * from rate_windows");
  expect(JSON.stringify(rows)).not.toContain("192.0.2.1");
  await forgetWindows(database, new Date(noon.getTime() + 2 * minute));
  const left = await database.pool.query("select * from rate_windows");
  expect(left.rows).toEqual([]);
});
