import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearestName } from "./nearest-name.ts";

test.each([
  ["debgu", "debug"],
  ["Reddit_Url", "reddit_url"],
  ["log_day", "log_days"],
  ["xyzzy", undefined],
])("%s → %s", (typed, expected) => {
  expect(nearestName(typed, ["debug", "reddit_url", "web_url", "log_days"])).toBe(expected);
});

test("the distance is symmetric, zero only between equals, and at most the longer length", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      const distance = editDistance(a, b);
      expect(distance).toBe(editDistance(b, a));
      expect(distance === 0).toBe(a === b);
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});
