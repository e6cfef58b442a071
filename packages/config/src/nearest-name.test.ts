import { expect, test } from "vitest";
import { nearestName } from "./nearest-name.ts";

test.each([
  ["debgu", "debug"],
  ["Reddit_Url", "reddit_url"],
  ["log_day", "log_days"],
  ["xyzzy", undefined],
])("%s → %s", (typed, expected) => {
  expect(nearestName(typed, ["debug", "reddit_url", "web_url", "log_days"])).toBe(expected);
});
