import { expect, it } from "vitest";
import { backoffMs } from "./backoff.ts";

it("doubles from about a second to at most five minutes", () => {
  expect([1, 2, 3].map((attempt) => backoffMs(attempt, 1))).toEqual([1000, 2000, 4000]);
  expect(backoffMs(1, 0)).toBe(500);
  expect(backoffMs(5000, 1)).toBe(300_000);
  expect(backoffMs(5000, 0)).toBe(150_000);
});
