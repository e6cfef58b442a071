import { exportColumns } from "@appealmod/db";
import { stringify } from "csv-stringify";
import type { RowFormat } from "./write-rows.ts";

/**
 * Rows as CSV, every text quoted. A spreadsheet takes none of them for a formula: one that
 * begins like one gets an apostrophe in front.
 */
export const csvRows: RowFormat = () =>
  stringify({
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
