import { afterAll, beforeAll, expect, test } from "vitest";
import { storeRandomPeople } from "../../../test/random-experiment.ts";
import { openTestInstallation, type TestInstallation } from "../../../test/test-installation.ts";
import { countedExperiment, countingIsOver, StillCountingError } from "./counted-experiment.ts";

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
