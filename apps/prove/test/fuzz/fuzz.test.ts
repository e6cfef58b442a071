import { expect, test } from "vitest";
import { commandFor, parseOptions, UsageError } from "../../src/fuzz/options.ts";
import { runTarget } from "../../src/fuzz/run-target.ts";
import { type TargetName, targetNames } from "../../src/fuzz/target.ts";

const fuzz = (name: TargetName, cases: number, worker?: URL) =>
  runTarget({ name, cases, seed: 5 }, () => {}, {
    silenceMs: worker ? 2000 : 60_000,
    worker: worker ?? new URL("../../src/fuzz/worker.ts", import.meta.url),
  });

test.each(targetNames)("%s stands a few hundred random cases", async (name) => {
  const { cases, crashes, hangs, unhandled, ends } = await fuzz(name, 300);
  expect({ crashes, hangs, unhandled }).toEqual({ crashes: [], hangs: [], unhandled: [] });
  expect(cases).toBeGreaterThanOrEqual(300);
  expect(ends.size).toBeGreaterThan(5);
});

const defective = new URL("./defective-worker.ts", import.meta.url);

test("a crash is found, and made as small as it can be", async () => {
  const { crashes, hangs } = await fuzz("policy", 300, defective);
  expect(crashes).toHaveLength(1);
  expect(crashes[0]).toMatch(/too much[\s\S]*with 1000$/);
  expect(hangs).toEqual([]);
});

test("what never ends is found", async () => {
  const { crashes, hangs } = await fuzz("mapping", 300, defective);
  expect(crashes).toEqual([]);
  expect(hangs).toEqual([expect.stringContaining("nothing more was heard")]);
});

test("a rejection that nobody handles is found", async () => {
  const { cases, crashes, unhandled } = await fuzz("adapter", 300, defective);
  expect({ cases, crashes }).toEqual({ cases: 300, crashes: [] });
  expect(unhandled[0]).toContain("nobody hears this");
});

test("the printed command gives the same options again", () => {
  const [, , ...argv] = commandFor("mapping", 700, 9).split(" ");
  expect(parseOptions(argv)).toEqual({ seed: 9, cases: new Map([["mapping", 700]]) });
  expect(() => parseOptions(["--only", "weather"])).toThrow(UsageError);
  expect(() => parseOptions(["--http", "0"])).toThrow("--http");
});
