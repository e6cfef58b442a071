import { expect, test } from "vitest";
import { backoffMs } from "./retry-policy.ts";

test("doubles from try to try up to the limit, and spreads what failed together", () => {
  const longest = [1, 2, 3, 9, 50].map((attempt) => backoffMs(attempt, 300_000, 1));
  expect(longest).toEqual([1000, 2000, 4000, 256_000, 300_000]);
  expect(backoffMs(1, 300_000, 0)).toBe(500);
  expect(backoffMs(99, 40_000, 0.5)).toBe(30_000);
});
