import { expect, test } from "vitest";
import { parseOptions } from "../../src/prove/options.ts";
import { proveOnce } from "../../src/prove/prove-once.ts";
import { isClean, report } from "../../src/prove/report.ts";
import { shrinkFailure } from "../../src/prove/shrink/shrink-failure.ts";
import { carelessGoBetween } from "./careless-go-between.ts";

/** Three stories of people who are all invited, and one answer to a message that is lost. */
const command =
  "--stories 12 --seed 12 --minutes 0.1333 --story 1,9,11 --faults answer-lost,latency --workers 1 --shrink 2";

test("a bot that says things twice when an answer is lost is caught, and the failure made small", {
  timeout: 300_000,
}, async () => {
  const options = parseOptions(command.split(" "));
  if (!options) throw new Error("help was not asked for");
  const proving = {
    signal: AbortSignal.timeout(280_000),
    say: () => {},
    between: carelessGoBetween,
  };
  const verdict = await proveOnce(options, proving);
  if (!verdict) throw new Error("the run took too long");
  expect(isClean(verdict)).toBe(false);
  const told = report(verdict, options);
  expect(told).toMatch(/doubled: \w+/);
  expect(told).toContain(`NOT PROVEN. Again: pnpm prove --stories 12 --seed 12`);

  const shrunk = await shrinkFailure(verdict, options, proving);
  expect(shrunk.options?.faults).toEqual(["answer-lost"]);
  expect(shrunk.options?.only).toHaveLength(1);
  expect(shrunk.told).toMatch(/pnpm prove .*--faults answer-lost .*--story \d+$/);
});
