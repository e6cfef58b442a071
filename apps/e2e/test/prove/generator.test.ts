import { expect, test } from "vitest";
import { faultKinds, planFaults } from "../../src/prove/faults/fault-plan.ts";
import { commandFor, parseOptions, UsageError } from "../../src/prove/options.ts";
import { generateStories } from "../../src/prove/stories/generate-stories.ts";
import { communities, storyKinds } from "../../src/prove/stories/story.ts";

const durationMs = 100_000;
const stories = (seed: number, count = 50) => generateStories({ seed, count, durationMs });
const plan = (seed: number) => planFaults({ seed, durationMs, kinds: faultKinds });

test("the same seed tells the same stories and breaks the same things", () => {
  expect(stories(7)).toEqual(stories(7));
  expect(plan(7)).toEqual(plan(7));
});

test("a story is the same however many others are told", () => {
  expect(stories(7, 10)).toEqual(stories(7, 50).slice(0, 10));
});

test("another seed tells other stories and breaks other things", () => {
  const scripts = (seed: number) => stories(seed).map(({ steps }) => steps);
  expect(scripts(7)).not.toEqual(scripts(8));
  expect(plan(7)).not.toEqual(plan(8));
});

test("a thousand stories hold every kind in every community", () => {
  const told = stories(1, 1000);
  for (const kind of storyKinds) expect(told.map((story) => story.kind)).toContain(kind);
  for (const { name } of communities)
    expect(told.map(({ community }) => community.name)).toContain(name);
  expect(new Set(told.map(({ redditor }) => redditor)).size).toBe(1000);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  "every kind of fault is in the plan of a short run, and every kind of answer strikes (seed %i)",
  (seed) => {
    const short = planFaults({ seed, durationMs: 20_000, kinds: faultKinds });
    expect(new Set(short.map(({ kind }) => kind))).toEqual(new Set(faultKinds));
    expect(Math.max(...short.map(({ atMs }) => atMs))).toBeLessThan(20_000);
    expect(Math.min(...short.map(({ atMs }) => atMs))).toBeGreaterThanOrEqual(2000);
    const certain = short.flatMap(({ kind, answer }) => (answer?.mustStrike ? [kind] : []));
    const ofAnswers = short.flatMap(({ kind, answer }) => (answer ? [kind] : []));
    expect(new Set(certain)).toEqual(new Set(ofAnswers));
    expect(certain).toHaveLength(new Set(ofAnswers).size);
  },
);

test("twelve seeds strike each kind of answer at many endpoints, for certain", () => {
  const places = Array.from({ length: 12 }, (_, seed) => plan(seed))
    .flat()
    .flatMap(({ kind, answer }) =>
      kind === "status-401" && answer?.mustStrike ? [answer.input.endpoint ?? "any"] : [],
    );
  expect(new Set(places).size).toBe(12);
});

test("a kind breaks the same things at the same times, whatever else breaks", () => {
  const some = planFaults({ seed: 1, durationMs, kinds: ["clock", "reset"] });
  expect(new Set(some.map(({ kind }) => kind))).toEqual(new Set(["reset", "clock"]));
  expect(some).toEqual(plan(1).filter(({ kind }) => kind === "reset" || kind === "clock"));
  expect(planFaults({ seed: 1, durationMs, kinds: [] })).toEqual([]);
});

test("a thousand seconds hold as many faults as they should", () => {
  const long = planFaults({ seed: 1, durationMs: 1_000_000, kinds: faultKinds });
  expect(long.length).toBeGreaterThan(680);
  expect(long.length).toBeLessThan(860);
});

test("the printed command gives the same options again", () => {
  const options = parseOptions([
    "--stories",
    "200",
    "--seed",
    "9",
    "--faults",
    "reset,clock",
    "--workers",
    "3",
    "--accounts",
    "2",
  ]);
  if (!options) throw new Error("help was not asked for");
  const [, , ...argv] = commandFor(options, [17, 23]).split(" ");
  expect(parseOptions(argv)).toEqual({ ...options, only: [17, 23] });
});

test.each([
  [["--stories", "none"], "--stories"],
  [["--faults", "fire"], 'no "fire"'],
  [["--workers", "9"], "1 to 8"],
  [["--accounts", "8"], "1 to 7"],
  [["--faults", "move-community"], "--accounts 2"],
  [["--stories", "5", "--story", "6"], "1 to 5"],
  [["--stories", "5", "--story", "1,6"], "1 to 5"],
  [["--shrink", "soon"], "--shrink"],
  [["--minutes", "0"], "--minutes"],
  [["--wrokers", "2"], "--wrokers"],
])("%j is refused with its name", (argv, words) => {
  expect(() => parseOptions(argv)).toThrow(UsageError);
  expect(() => parseOptions(argv)).toThrow(words);
});
