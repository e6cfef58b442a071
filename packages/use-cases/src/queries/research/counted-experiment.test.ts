import { afterAll, beforeAll, expect, test } from "vitest";
import { storeRandomPeople } from "../../../test/random-experiment.ts";
import { openTestInstallation, type TestInstallation } from "../../../test/test-installation.ts";
import {
  countedExperiment,
  countingFailure,
  countingIsOver,
  reportFailedCounts,
  StillCountingError,
} from "./counted-experiment.ts";

const draw = { group: "control" as const, fraction: 0.5, appeal: null };
const people = (count: number) =>
  Array.from({ length: count }, (_, day) => ({
    ...{ place: 0, day, isBanned: true, reasons: [], hasId: true, draw },
  }));
const drawn = async (limit: number, now = new Date()) =>
  (await countedExperiment(installation, { limit, now })).days.length;

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation?.drop());

test("a small installation is counted each time", async () => {
  await storeRandomPeople(installation.database, people(2));
  expect(await drawn(3)).toBe(2);
  await storeRandomPeople(installation.database, people(3));
  expect(await drawn(3)).toBe(3);
});

test("a large one is counted in the background, and again ten minutes later", async () => {
  await storeRandomPeople(installation.database, people(3));
  await expect(drawn(2)).rejects.toThrow(StillCountingError);
  await countingIsOver(installation);
  await storeRandomPeople(installation.database, people(4));
  expect(await drawn(2)).toBe(3);
  await countingIsOver(installation);
  expect(await drawn(2)).toBe(3);
  const later = new Date(Date.now() + 11 * 60_000);
  expect(await drawn(2, later)).toBe(3);
  await countingIsOver(installation);
  expect(await drawn(2)).toBe(4);
});

test("a count that fails is reported, shown beside the older numbers, and made again later", async () => {
  const reported: unknown[] = [];
  reportFailedCounts(installation, (error) => reported.push(error));
  const { pool } = installation.database;
  const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  await pool.query("alter table deletions rename to deletions_away");
  const look = (minutes: number) =>
    countedExperiment(installation, { limit: 2, now: minutesLater(minutes) });
  const { takenAt, failure } = await look(11);
  expect(failure).toBeNull();
  await countingIsOver(installation);
  expect(reported).toEqual([expect.objectContaining({ code: "42P01" })]);
  expect(await look(11.5)).toMatchObject({ takenAt, failure: { reason: "other" } });
  expect(countingFailure(installation)?.reason).toBe("other");
  await countingIsOver(installation);
  expect(reported).toHaveLength(1);
  await pool.query("alter table deletions_away rename to deletions");
  await look(12.5);
  await countingIsOver(installation);
  const counted = await countedExperiment(installation, { limit: 2 });
  expect(counted.failure).toBeNull();
  expect(counted.takenAt.getTime()).toBeGreaterThan(takenAt.getTime());
});
