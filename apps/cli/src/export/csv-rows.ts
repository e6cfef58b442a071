import type { Duplex } from "node:stream";
import { exportColumns } from "@appealmod/db";
import { stringify } from "csv-stringify";
import type { RowFormat } from "./write-rows.ts";

/**
 * Rows as CSV in UTF-8, every text quoted. A spreadsheet takes none of them for a formula: one that
 * begins like one gets an apostrophe in front. The mark of byte order comes first: without it Excel
 * reads the file in the encoding of the country, and «Été» is garbled.
 */
export const csvRows: RowFormat = () => rows(true);

/** The same without the mark, for programs that take it for a part of the first column's name. */
export const csvRowsWithoutBom: RowFormat = () => rows(false);

function rows(bom: boolean): Duplex {
  return stringify({
    bom,
    header: true,
    columns: [...exportColumns],
    quoted_string: true,
    escape_formulas: true,
    cast: {
      date: (date) => date.toISOString(),
      boolean: String,
      object: (value) => (Array.isArray(value) ? value.join(", ") : JSON.stringify(value)),
    },
  });
}
