import { expect, test } from "vitest";
import { createConcurrencyLimit } from "./concurrency-limit.ts";

test("each address has its own turns, and gets them back once", () => {
  const pages = createConcurrencyLimit(2);
  const first = pages.begin("one");
  expect(pages.begin("one")).not.toBeNull();
  expect(pages.begin("one")).toBeNull();
  expect(pages.begin("other")).not.toBeNull();
  first?.();
  first?.();
  expect(pages.begin("one")).not.toBeNull();
  expect(pages.begin("one")).toBeNull();
});
