import { exportColumns } from "@appealmod/db";
import { stringify } from "csv-stringify";
import type { RowFormat } from "./write-rows.ts";

/**
 * Rows as CSV. Every text is quoted, so that it stays in its cell whichever separator a
 * spreadsheet expects, and none is taken for a formula.
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
