import { expect, it } from "vitest";
import { bareName, nameKey } from "../src/index.ts";

it.each([
  "PineLakeHikers",
  "r/PineLakeHikers",
  "/r/PineLakeHikers/",
  " https://www.reddit.com/r/PineLakeHikers/about?x=1 ",
  "https://old.reddit.com/r/PineLakeHikers",
])("takes the name out of %j", (written) => {
  expect(bareName(written)).toBe("PineLakeHikers");
  expect(nameKey(written)).toBe("pinelakehikers");
});

it("takes a redditor's name as it is, whatever it begins with", () => {
  expect(nameKey("u/Muddy_Boots")).toBe("muddy_boots");
  expect(nameKey("R2_D2")).toBe("r2_d2");
  expect(nameKey("r-and-b")).toBe("r-and-b");
});
