import { expect, test } from "vitest";
import { momentInWords } from "./moment-in-words.ts";

const at = new Date("2026-11-21T23:45:00Z");
const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);

test.each([
  [0, "now"],
  [59.9, "now"],
  [60, "1 minute ago"],
  [3 * 86_400, "3 days ago"],
  [-29.99 * 86_400, "in 4 weeks"],
  [400 * 86_400, "1 year ago"],
])("%s seconds later it was %s", (seconds, ago) => {
  expect(momentInWords("en", "UTC")(at, after(seconds))).toBe(
    `November 21, 2026 at 11:45 PM UTC (${ago})`,
  );
});

test("a reader's zone may have another day, and is named", () => {
  const words = momentInWords("de", "Asia/Tokyo")(at, after(3 * 3600));
  expect(words).toBe("22. November 2026 um 08:45 GMT+9 (vor 3 Stunden)");
});
