import { demoCommunities } from "@appealmod/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  openTestInstallation,
  storedEvents,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { researchPlans } from "../queries/research/research-plans.ts";
import { countResearchLook } from "./count-research-look.ts";
import { lockResearchPlan } from "./lock-research-plan.ts";
import { makeDemoData } from "./make-demo-data.ts";

const researcher = { kind: "researcher", username: "field_notes" } as const;
const moderator = { kind: "moderator", redditorId: "t2_m", username: "m" } as const;
const at = new Date("2026-01-05T10:00:00Z");
const plan = {
  primaryOutcome: "granted",
  secondaryOutcomes: ["decided"],
  test: "Mantel-Haenszel over community and phase, two-sided",
  alpha: 0.05,
  size: 400,
  stopRule: "At 400 draws, or at a look past the boundary.",
  looks: 3,
};
let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation?.drop());

test("a plan before the first draw is locked with its date and hash, and is not late", async () => {
  const locked = await lockResearchPlan(installation, researcher, { subreddit: null, plan, at });
  expect(locked).toMatchObject({ number: 1, isLate: false });
  const [shown] = await researchPlans(installation, researcher);
  expect(shown).toMatchObject({
    ...{ plan, hash: locked.hash, lockedAt: at, lockedBy: "field_notes" },
    ...{ isLate: false, isUnaltered: true, drawn: 0, deviations: [] },
  });
  expect(shown?.boundary).toHaveLength(3);
  expect((await storedEvents(installation.database)).at(-1)).toMatchObject({
    event: "research-plan-locked",
    actor: { kind: "researcher", name: "field_notes" },
    details: { hash: locked.hash, isLate: false },
  });
});

test("one after the first draw is late, amends the one before, and deviations are shown", async () => {
  const until = new Date("2026-09-01T00:00:00Z");
  await makeDemoData(installation, { kind: "operator" }, { appeals: 500, seed: 1, until });
  const later = { ...plan, primaryOutcome: "reached" };
  const locked = await lockResearchPlan(installation, researcher, {
    ...{ subreddit: null, plan: later, at },
  });
  expect(locked).toMatchObject({ number: 2, isLate: true });
  const [first, second] = await researchPlans(installation, researcher);
  expect(first?.deviations).toEqual(["size-passed", "amended"]);
  expect(second?.deviations).toEqual(["primary-outcome", "size-passed"]);
  const ofOne = { subreddit: demoCommunities[1], plan, at };
  expect(await lockResearchPlan(installation, researcher, ofOne)).toMatchObject({ number: 1 });
});

test("a row that somebody altered is found out by its hash", async () => {
  await installation.database.pool.query(
    `update research_plans set plan = jsonb_set(plan, '{alpha}', '0.1') where number = 2`,
  );
  const plans = await researchPlans(installation, researcher);
  expect(plans.map(({ isUnaltered }) => isUnaltered)).toEqual([true, false, true]);
});

test("what is no plan is refused, with the field that is wrong", async () => {
  for (const [field, value] of [
    ["alpha", 0.9],
    ["looks", 0],
    ["size", 1],
    ["stopRule", " "],
    ["primaryOutcome", "mood"],
  ] as const)
    await expect(
      lockResearchPlan(installation, researcher, {
        ...{ subreddit: null, plan: { ...plan, [field]: value }, at },
      }),
    ).rejects.toThrow(field);
});

test("only researchers lock plans, see them and are counted", async () => {
  await expect(
    lockResearchPlan(installation, moderator, { subreddit: null, plan, at }),
  ).rejects.toThrow("Only researchers");
  await expect(researchPlans(installation, moderator)).rejects.toThrow("Only researchers");
  await expect(countResearchLook(installation, moderator, { subreddit: null, at })).rejects.toThrow(
    "Only researchers",
  );
});

test("looks are counted by day and researcher, for each scope by itself", async () => {
  const look = (hours: number, subreddit: string | null, username = "field_notes") =>
    countResearchLook(
      installation,
      { kind: "researcher", username },
      { subreddit, at: new Date(at.getTime() + hours * 3_600_000) },
    );
  expect(await look(0, null)).toBe(1);
  expect(await look(3, null)).toBe(1);
  expect(await look(24, null)).toBe(2);
  expect(await look(25, null, "another")).toBe(3);
  expect(await look(25, "PineLakeHikers")).toBe(1);
});
