import { Duplex } from "node:stream";
import type { RowFormat } from "./write-rows.ts";

/** Rows as one JSON array, a line for each. */
export const jsonRows: RowFormat = () => Duplex.from(lines);

async function* lines(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const row of rows) {
    yield before + JSON.stringify(row);
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
