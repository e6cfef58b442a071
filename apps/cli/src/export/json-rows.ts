import { Duplex } from "node:stream";
import { visibleText } from "@appealmod/logger";
import type { RowFormat } from "./write-rows.ts";

/** Rows as one JSON array, a line for each. */
export const jsonRows: RowFormat = () => Duplex.from(lines);

async function* lines(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const row of rows) {
    // Escaped as JSON allows, so that nothing steers a terminal and all of it can be read back.
    yield before + visibleText(JSON.stringify(row), true);
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
