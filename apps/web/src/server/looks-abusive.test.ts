import { expect, test } from "vitest";
import { looksAbusive } from "./looks-abusive.ts";

test("folds insults, disguised ones as well, and leaves plain words alone", () => {
  expect(looksAbusive("You fuuuck1ng idiots")).toBe(true);
  expect(looksAbusive("I only picked flowers in Scunthorpe class.")).toBe(false);
});

test("knows the community's own words in any language, whatever signs are in them", () => {
  const own = ["Blumen Dieb", "воришка", "c*[?|\\-/"];
  expect(looksAbusive("du BLUMEN\n dieb!", own)).toBe(true);
  expect(looksAbusive("ВОРИШКА", own)).toBe(true);
  expect(looksAbusive("Blumendiebe, Blumen Diebstahl", own)).toBe(false);
  expect(looksAbusive("so c*[?|\\-/ you", own)).toBe(true);
});
