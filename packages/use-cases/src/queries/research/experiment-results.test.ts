import { type ArmCounts, demoCommunities, demoEffect } from "@appealmod/db";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { randomPeople, storeRandomPeople } from "../../../test/random-experiment.ts";
import { openTestInstallation, type TestInstallation } from "../../../test/test-installation.ts";
import { InstallationInUseError, makeDemoData } from "../../commands/make-demo-data.ts";
import { experimentHealth } from "./experiment-health.ts";
import { type ExperimentResults, experimentResults } from "./experiment-results.ts";
import { emptyArm } from "./research-flow.ts";

const researcher = { kind: "researcher", username: "field_notes" } as const;
let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation?.drop());

async function results(subreddit: string | null = null): Promise<ExperimentResults> {
  const found = await experimentResults(installation, researcher, subreddit);
  if (!found) throw new Error(`nothing is known of ${subreddit}`);
  return found;
}

function expectArmToAddUp(arm: ArmCounts) {
  expect(arm.drawn).toBe(arm.withAppeal + arm.withoutAppeal);
  expect(arm.withAppeal).toBe(arm.granted + arm.denied + arm.undecided + arm.unrecorded + arm.open);
  expect(arm.reached).toBeLessThanOrEqual(arm.withAppeal);
  expect(arm.formSent).toBeLessThanOrEqual(arm.formBegun);
  expect(arm.formBegun).toBeLessThanOrEqual(arm.withAppeal);
}

const sumOfArms = (arms: readonly ArmCounts[]) =>
  Object.fromEntries(
    Object.keys(emptyArm).map((key) => [
      key,
      arms.reduce((sum, arm) => sum + arm[key as keyof ArmCounts], 0),
    ]),
  );

test("nobody but a researcher gets anything", async () => {
  for (const actor of [
    { kind: "operator" },
    { kind: "moderator", redditorId: "t2_m", username: "m" },
    { kind: "visitor" },
    { kind: "program" },
  ] as const) {
    await expect(experimentResults(installation, actor, null)).rejects.toThrow("Only researchers");
    await expect(experimentHealth(installation, actor)).rejects.toThrow("Only researchers");
  }
});

test("without any data, everything is 0 and each number says why there is none", async () => {
  const { flow, strata, pooled, times } = await results();
  expect(flow.drawn).toBe(0);
  expect([strata, times]).toEqual([[], []]);
  expect(pooled.map(({ difference }) => difference)).toEqual(
    Array.from({ length: 3 }, () => ({ kind: "none", reason: "no-data" })),
  );
});

test("the flow adds up in every community and phase, and over all of them, whatever is stored", async () => {
  await fc.assert(
    fc.asyncProperty(randomPeople, async (people) => {
      await storeRandomPeople(installation.database, people);
      const all = await results();
      const { screening } = all.flow;
      expect(screening?.banned).toBe(people.filter(({ isBanned }) => isBanned).length);
      const wrote = people.filter(
        ({ draw, reasons }) =>
          draw || reasons.some((reason) => reason !== "nothing-from-appellant"),
      );
      expect(screening?.wrote).toBe(wrote.length);
      expect(screening?.wrote).toBe((screening?.excludedTotal ?? 0) + all.flow.drawn);
      expect(screening?.silent).toBe(
        people.filter((person) => person.isBanned && !wrote.includes(person)).length,
      );
      for (const group of ["treatment", "control"] as const) {
        expectArmToAddUp(all.flow.arms[group]);
        const arms = all.strata.map((stratum) => stratum.arms[group]);
        arms.forEach(expectArmToAddUp);
        expect(sumOfArms(arms)).toEqual(all.flow.arms[group]);
      }
      const each = await Promise.all(all.communities.map(({ key }) => results(key)));
      for (const group of ["treatment", "control"] as const)
        expect(sumOfArms(each.map(({ flow }) => flow.arms[group]))).toEqual(all.flow.arms[group]);
      expect(each.flatMap(({ strata }) => strata)).toEqual(all.strata);
      expect(JSON.stringify(all)).not.toMatch(/NaN|null,"lower/);
    }),
    { numRuns: 25 },
  );
});

test("phases are runs of one fraction in the order of the draws, also where it comes back", async () => {
  const draw = (fraction: number) => ({ group: "control" as const, fraction, appeal: null });
  await storeRandomPeople(
    installation.database,
    [0.5, 0.5, 0.3, 0.5].map((fraction, day) => ({
      ...{ place: 0, day, isBanned: true, reasons: [], hasId: true },
      draw: draw(fraction),
    })),
  );
  const { strata } = await results("LakeA");
  expect(
    strata.map(({ phase, treatmentFraction, arms }) => [
      ...[phase, treatmentFraction, arms.control.drawn],
    ]),
  ).toEqual([
    [1, 0.5, 2],
    [2, 0.3, 1],
    [3, 0.5, 1],
  ]);
});

test("one arm alone: its share is given, the difference says which arm is empty", async () => {
  const { strata, pooled } = await results();
  const [stratum] = strata;
  expect(stratum?.outcomes.granted.difference).toEqual({ kind: "none", reason: "no-data" });
  expect(pooled[0]?.difference.kind).toBe("none");
});

test("an imported appeal that ended without an outcome is counted by itself, and judged by none", async () => {
  const appeal = {
    ...{ state: "closed" as const, isInvolved: false, isForwarded: false, form: "none" as const },
    ...{ days: 3, again: false },
  };
  const draw = { group: "control" as const, fraction: 0.5 };
  const person = { place: 0, day: 0, isBanned: true, reasons: [], hasId: true };
  await storeRandomPeople(installation.database, [
    { ...person, draw: { ...draw, appeal: { ...appeal, outcome: null } } },
    { ...person, draw: { ...draw, appeal: { ...appeal, outcome: "granted" } } },
  ]);
  await installation.database.pool.query("update group_assignments set treatment_fraction = null");
  const { strata, flow } = await results();
  expect(flow.arms.control).toMatchObject({
    withAppeal: 2,
    unrecorded: 1,
    granted: 1,
    undecided: 0,
  });
  expect(strata[0]?.treatmentFraction).toBeNull();
  expect(strata[0]?.outcomes.granted.control).toMatchObject({ events: 1, n: 1 });
  const { balance } = await experimentHealth(installation, researcher);
  expect(balance.combined).toEqual({ kind: "none", reason: "no-data" });
});

describe("demo data", () => {
  const until = new Date("2026-09-01T00:00:00Z");

  test("are refused where appeals are kept, and to whoever is no operator", async () => {
    await storeRandomPeople(installation.database, [
      {
        ...{ place: 0, day: 0, isBanned: true, reasons: [], hasId: true },
        draw: { group: "control", fraction: 0.5, appeal: null },
      },
    ]);
    const data = { appeals: 10, seed: 1, until };
    await expect(makeDemoData(installation, { kind: "operator" }, data)).rejects.toThrow(
      InstallationInUseError,
    );
    await expect(makeDemoData(installation, researcher, data)).rejects.toThrow("Only operators");
  });

  // Of 95 % limits one in twenty misses the truth, and one draw in twenty with it: the bench row
  // "coverage" counts how many do.
  test("are a lived-in installation in which the known effect is found", async () => {
    await storeRandomPeople(installation.database, []);
    await makeDemoData(installation, { kind: "operator" }, { appeals: 6_000, seed: 11, until });
    const all = await results();
    expect(all.flow.drawn).toBe(6_000);
    expect(all.flow.arms.treatment.withoutAppeal).toBeGreaterThan(0);
    for (const key of ["granted", "denied", "undecided", "formBegun", "formSent"] as const)
      expect(all.flow.arms.treatment[key], key).toBeGreaterThan(100);
    expect(new Set(all.strata.map(({ subredditKey }) => subredditKey)).size).toBe(
      demoCommunities.length,
    );
    expect(all.strata.length).toBe(9);
    const [granted] = all.pooled;
    if (granted?.difference.kind !== "estimate") throw new Error("no difference was found");
    expect(granted.difference.lower).toBeLessThan(demoEffect);
    expect(granted.difference.upper).toBeGreaterThan(demoEffect);
    const { balance } = await experimentHealth(installation, researcher);
    expect(balance.combined.kind === "test" && balance.combined.p).toBeGreaterThan(0.001);
  });
});
