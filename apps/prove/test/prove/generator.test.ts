import { expect, test } from "vitest";
import { faultKinds, planFaults } from "../../src/prove/faults/fault-plan.ts";
import { commandFor, parseOptions, runsOf, UsageError } from "../../src/prove/options.ts";
import { generateStories } from "../../src/prove/stories/generate-stories.ts";
import { communities, storyKinds } from "../../src/prove/stories/story.ts";

const durationMs = 100_000;

const incidents = [
  "change-ban",
  "suspend-account",
  "mute",
  "refuse-replies",
  "rename-account",
  "other-bot-notes",
  "outlast-cutoff",
] as const;

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

test("a seed is drawn where none is given, another each time, and the command names it", () => {
  const drawn = Array.from({ length: 20 }, () => parseOptions([]));
  const seeds = drawn.map((options) => options?.seed ?? -1);
  expect(new Set(seeds).size).toBeGreaterThan(15);
  expect(Math.max(...seeds)).toBeLessThan(2 ** 31);
  const [options] = drawn;
  if (!options) throw new Error("help was not asked for");
  const [, , ...argv] = commandFor(options).split(" ");
  expect(parseOptions(argv)).toEqual(options);
});

test("several seeds follow the first, each a run of its own", () => {
  const options = parseOptions(["--seed", "7", "--seeds", "3", "--stories", "40"]);
  if (!options) throw new Error("help was not asked for");
  const runs = runsOf(options);
  expect(runs.map(({ seed }) => seed)).toEqual([7, 8, 9]);
  expect(runs.map(({ seeds }) => seeds)).toEqual([1, 1, 1]);
  expect(commandFor(runs[1] ?? options)).toContain("--seed 8 ");
});

test("every name is one that Reddit takes, however large the seed", () => {
  const [redditor] = generateStories({ seed: 2 ** 31, count: 100_000, durationMs }).slice(-1);
  expect(redditor?.redditor).toMatch(/^[\w-]{3,20}$/);
});

test("incidents meet each other, and none comes before the first words", () => {
  const told = stories(1, 3000).filter(({ kind }) => kind === "incidents");
  const pairs = new Set<string>();
  for (const { steps } of told) {
    const happened = incidents.filter((what) => steps.some((step) => step.do === what));
    for (const one of happened) for (const other of happened) pairs.add(`${one} ${other}`);
    const asked = steps.findIndex((step) => step.do === "answer-notice" || step.do === "compose");
    const begun = steps.slice(0, asked).map((step) => step.do);
    expect(begun.filter((what) => what !== "pause")).toEqual(["ban"]);
  }
  expect(pairs.size).toBe(incidents.length ** 2);
});

test("whoever returns after the end does so where appeals end within the run", () => {
  const told = stories(1, 1000).filter(({ kind }) => kind === "returns-after-end");
  for (const { community } of told) expect(community.cutoffMs).toBeDefined();
});

test.each([
  [["--stories", "none"], "--stories"],
  [["--faults", "fire"], 'no "fire"'],
  [["--workers", "9"], "1 to 8"],
  [["--accounts", "9"], "1 to 8"],
  [["--faults", "move-community"], "--accounts 2"],
  [["--stories", "5", "--story", "6"], "1 to 5"],
  [["--stories", "5", "--story", "1,6"], "1 to 5"],
  [["--shrink", "soon"], "--shrink"],
  [["--minutes", "0"], "--minutes"],
  [["--seeds", "0"], "1 to 1000"],
  [["--seeds", "2", "--story", "3"], "--seeds"],
  [["--wrokers", "2"], "--wrokers"],
])("%j is refused with its name", (argv, words) => {
  expect(() => parseOptions(argv)).toThrow(UsageError);
  expect(() => parseOptions(argv)).toThrow(words);
});
