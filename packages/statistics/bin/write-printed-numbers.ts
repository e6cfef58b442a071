// Writes the table of printed numbers in docs/statistics.md anew: node packages/statistics/bin/write-printed-numbers.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withPrintedNumbers } from "../test/printed-numbers-table.ts";

const page = join(import.meta.dirname, "../../../docs/statistics.md");
writeFileSync(page, withPrintedNumbers(readFileSync(page, "utf8")));
