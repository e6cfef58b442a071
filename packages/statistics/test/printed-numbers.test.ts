import { describe, expect, test } from "vitest";
import { printedNumbers } from "./printed-numbers/index.ts";
import { halfUnit } from "./printed-numbers/printed-number.ts";

describe.each(printedNumbers)("printed numbers: $about", ({ rows }) => {
  test.each(rows)("$method, $of: $printed ($source)", ({ printed, computed, printIsOff }) => {
    const difference = Math.abs(computed - Number(printed));
    // Where all digits of a double are printed, half a unit of the last one is less than its rounding.
    const rounding = 4e-15 * Math.abs(computed);
    expect(difference).toBeLessThanOrEqual(
      Math.max(halfUnit(printed), rounding) * (1 + 1e-6) + (printIsOff?.by ?? 0),
    );
  });
});
