import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as statistics from "../src/index.ts";
import { withPrintedNumbers } from "./printed-numbers-table.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/statistics.md"), "utf8");

test("the table in docs/statistics.md is what is computed now (bin/write-printed-numbers.ts writes it)", () => {
  expect(page).toBe(withPrintedNumbers(page));
});

test.each(Object.keys(statistics))("docs/statistics.md names %s", (name) => {
  expect(page).toContain(`\`${name}\``);
});
