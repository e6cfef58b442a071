import { printedNumbers } from "./printed-numbers/index.ts";
import type { PrintedNumber } from "./printed-numbers/printed-number.ts";

/** What stands around the table in docs/statistics.md. */
export const tableStart =
  "<!-- printed numbers: written by packages/statistics/bin/write-printed-numbers.ts -->";
export const tableEnd = "<!-- end of printed numbers -->";

/** The page with the table as it must be now. */
export function withPrintedNumbers(page: string): string {
  const from = page.indexOf(tableStart);
  const to = page.indexOf(tableEnd);
  if (from < 0 || to < from)
    throw new Error("docs/statistics.md has lost the marks around its table.");
  return `${page.slice(0, from)}${tableStart}\n\n${table()}\n\n${page.slice(to)}`;
}

function table(): string {
  const head = ["method", "data", "printed", "computed", "difference", "source"];
  return printedNumbers
    .map(({ about, rows }) => `### ${about}\n\n${aligned([head, ...rows.map(cellsOf)])}`)
    .join("\n\n");
}

/** A table as the formatter of this repository leaves it. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  const rule = widths.map((width) => "-".repeat(width));
  return [head, rule, ...body].map(lineOf).join("\n");
}

function cellsOf(row: PrintedNumber): string[] {
  const { method, of, printed, computed, source, printIsOff } = row;
  const difference = computed - Number(printed);
  // Twelve digits, so that another machine's last bits do not change the page.
  const shown =
    Math.abs(difference) <= 1e-12 * Math.abs(computed) ? "0" : difference.toExponential(0);
  const why = printIsOff === undefined ? "" : ` (the print is off: ${printIsOff.why})`;
  return [method, of, printed, String(Number(computed.toPrecision(12))), shown, source + why];
}
