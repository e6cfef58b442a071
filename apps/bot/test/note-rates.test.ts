import { dayMs } from "@appealmod/core";
import { leastRates } from "@appealmod/db";
import { createMigratedDatabase } from "@appealmod/db/testing";
import { expect, it, onTestFinished } from "vitest";
import { noteRates } from "../src/accounts/note-rates.ts";

it("keeps the least of ten minutes that each account had left, for a day", async () => {
  const database = await createMigratedDatabase();
  onTestFinished(() => database.drop());
  const begin = Date.parse("2026-03-01T12:00:00Z");
  const note = (minutes: number, first: number | null, second: number | null) => {
    const account = (key: string | null, remaining: number | null) => ({
      ...{ key, reddit: { budget: () => ({ remaining, resetAt: null, inFlight: 0, waiting: 0 }) } },
    });
    return noteRates({
      accounts: { all: [account(null, first), account("secondbot", second)] },
      database,
      ports: { clock: { now: () => new Date(begin + minutes * 60_000) } },
    });
  };
  await note(1, 900.5, null);
  await note(2, 40, 7);
  await note(3, 60, null);
  await note(11, 500, null);
  const noted = async () =>
    (await leastRates(database.orm, new Date(0))).map(({ accountKey, at, leastRemaining }) => [
      ...[accountKey, (at.getTime() - begin) / 60_000, leastRemaining],
    ]);
  expect(await noted()).toEqual([
    ["", 0, 40],
    ["", 10, 500],
    ["secondbot", 0, 7],
  ]);
  await note(dayMs / 60_000 + 5, 800, null);
  expect(await noted()).toEqual([
    ["", 10, 500],
    ["", dayMs / 60_000, 800],
  ]);
});
