import { afterAll, beforeAll, expect, test } from "vitest";
import {
  openTestInstallation,
  storedEvents,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { exportExperiment } from "../queries/research/archive/export-experiment.ts";
import { experimentHealth } from "../queries/research/experiment-health.ts";
import { experimentResults } from "../queries/research/experiment-results.ts";
import { fractionPreview, fractionPreviews } from "../queries/research/fraction-preview.ts";
import { areArmsHidden } from "../queries/research/require-named-arms.ts";
import { researchPlans } from "../queries/research/research-plans.ts";
import { shownTableAsCsv, shownTables } from "../queries/research/shown-table-as-csv.ts";
import { changeCommunitySettings } from "./change-community-settings.ts";
import { changeTreatmentFraction, changeTreatmentFractions } from "./change-treatment-fraction.ts";
import { lockResearchPlan } from "./lock-research-plan.ts";
import { makeDemoData } from "./make-demo-data.ts";
import { unlockResearchArms } from "./unlock-research-arms.ts";

const researcher = { kind: "researcher", username: "field_notes" } as const;
const at = new Date("2026-09-02T10:00:00Z");
const plan = {
  ...{ primaryOutcome: "granted", secondaryOutcomes: [], test: "Mantel-Haenszel", alpha: 0.05 },
  ...{ size: 900, stopRule: "At 900 draws.", looks: 1, isBlinded: true },
};

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
  const until = new Date("2026-09-01T00:00:00Z");
  await makeDemoData(installation, { kind: "operator" }, { appeals: 600, seed: 1, until });
});
afterAll(() => installation?.drop());

const shown = async () => {
  const results = await experimentResults(installation, researcher, null);
  if (!results) throw new Error("no results");
  return { ...results, health: await experimentHealth(installation, researcher) };
};
const csvOf = async (table: (typeof shownTables)[number]) =>
  (await shownTableAsCsv(installation, researcher, { table, subreddit: null })) ?? "";

/** Which arm is A is drawn by lot: here it is chosen, to see both. */
const letters = (treatmentIsA: boolean) =>
  installation.database.pool.query("update research_blindings set treatment_is_a = $1", [
    treatmentIsA,
  ]);

test("a blinded plan hides which arm is which, until a researcher unlocks it", async () => {
  const named = await shown();
  expect([named.isBlinded, await areArmsHidden(installation)]).toEqual([false, false]);
  await lockResearchPlan(installation, researcher, { subreddit: null, plan, at });
  const first = await installation.database.pool.query("select * from research_blindings");
  await lockResearchPlan(installation, researcher, { subreddit: "_demo_lakes", plan, at });
  const both = await installation.database.pool.query("select * from research_blindings");
  expect(both.rows.map((row) => row.treatment_is_a)).toEqual(
    Array.from({ length: 2 }, () => first.rows[0].treatment_is_a),
  );

  for (const treatmentIsA of [true, false]) {
    await letters(treatmentIsA);
    const { isBlinded, flow, strata, pooled, form, labels, health } = await shown();
    expect([isBlinded, health.isBlinded]).toEqual([true, true]);
    const [a, b] = treatmentIsA
      ? (["treatment", "control"] as const)
      : (["control", "treatment"] as const);
    expect(flow.arms.treatment).toMatchObject({
      drawn: named.flow.arms[a].drawn,
      granted: named.flow.arms[a].granted,
    });
    expect(health.flow.arms.control.drawn).toBe(named.flow.arms[b].drawn);
    expect(health.days[0]?.treatment).toBe(named.health.days[0]?.[a]);
    expect(health.balance.combined).toMatchObject(
      named.health.balance.combined.kind === "none"
        ? {}
        : { p: expect.closeTo(named.health.balance.combined.p, 9) },
    );
    const [difference, before] = [pooled[0]?.difference, named.pooled[0]?.difference];
    if (difference?.kind !== "estimate" || before?.kind !== "estimate") throw new Error("none");
    const sign = treatmentIsA ? 1 : -1;
    expect(difference.estimate).toBeCloseTo(sign * before.estimate, 12);
    expect(pooled.map(({ outcome }) => outcome)).toEqual(["granted", "decided"]);
    expect(strata.map(({ treatmentFraction }) => treatmentFraction)).toEqual(
      named.strata.map(({ treatmentFraction: share }) =>
        share === null || treatmentIsA ? share : Number((1 - share).toPrecision(12)),
      ),
    );
    // What one arm alone has, or has all of.
    expect(form).toMatchObject({ invited: 0, begun: 0, sent: 0, steps: [] });
    for (const arms of [flow.arms, ...strata.map((stratum) => stratum.arms)])
      for (const arm of [arms.treatment, arms.control])
        expect(arm).toMatchObject({ invited: 0, formBegun: 0, formSent: 0, reached: 0 });
    expect([labels.reached.treatment.n, labels.reached.control.n]).toEqual([0, 0]);
    for (const table of shownTables)
      if (table !== "form") expect(await csvOf(table)).not.toMatch(/treatment|control/);
    const [, row = ""] = (await csvOf("times")).split("\r\n");
    expect(row.split(",")[2]).toBe("a");
  }

  const at2 = { subreddit: null, withText: false, bom: false, approval: null, at };
  const fraction = { fraction: 0.5, usualFraction: 1 };
  const lakes = { subreddit: "_demo_lakes" };
  for (const closed of [
    () => exportExperiment(installation, researcher, at2),
    () => fractionPreviews(installation, researcher, fraction),
    () => fractionPreview(installation, researcher, { ...fraction, ...lakes }),
    () => csvOf("form"),
    // Whoever sets the share knows which arm of the next phase has it.
    () => changeTreatmentFraction(installation, researcher, { ...lakes, fraction: 0.2 }),
    () => changeTreatmentFractions(installation, researcher, 0.2),
  ])
    await expect(closed()).rejects.toThrow(/which arm is which/);
  const operator = { kind: "operator" } as const;
  const changes = { treatmentFraction: 0.2 };
  expect(
    await changeCommunitySettings(installation, operator, { ...lakes, changes }),
  ).not.toBeNull();
});

test("unlocking names them for good, is an event, and a deviation before the planned size", async () => {
  const late = new Date("2026-09-03T10:00:00Z");
  const operator = { kind: "operator" } as const;
  await expect(unlockResearchArms(installation, operator, { at: late })).rejects.toThrow(
    "Only researchers",
  );
  expect(await unlockResearchArms(installation, researcher, { at: late })).toBe(true);
  expect((await storedEvents(installation.database)).at(-1)).toMatchObject({
    event: "research-arms-unlocked",
    actor: { kind: "researcher", name: "field_notes" },
    details: { plans: 2 },
  });
  expect(await unlockResearchArms(installation, researcher, { at })).toBe(false);
  expect(await csvOf("strata")).toContain("treatment_share");
  expect((await shown()).isBlinded).toBe(false);
  const plans = await researchPlans(installation, researcher);
  expect(plans.map(({ unlocked }) => unlocked)).toEqual([
    { at: late, by: "field_notes", drawn: 600 },
    { at: late, by: "field_notes", drawn: expect.any(Number) },
  ]);
  for (const { deviations, isUnaltered } of plans) {
    expect(deviations).toContain("unlocked-early");
    expect(isUnaltered).toBe(true);
  }
  await installation.database.pool.query("update research_blindings set drawn = 900");
  for (const { deviations } of await researchPlans(installation, researcher))
    expect(deviations).not.toContain("unlocked-early");
});
