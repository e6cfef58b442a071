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
  return printedNumbers
    .map(({ about, rows }) => {
      const head =
        "| method | data | printed | computed | difference | source |\n| --- | --- | --- | --- | --- | --- |";
      return `### ${about}\n\n${head}\n${rows.map(lineOf).join("\n")}`;
    })
    .join("\n\n");
}

function lineOf({ method, of, printed, computed, source, printIsOff }: PrintedNumber): string {
  const difference = computed - Number(printed);
  // Twelve digits, so that another machine's last bits do not change the page.
  const shown =
    Math.abs(difference) <= 1e-12 * Math.abs(computed) ? "0" : difference.toExponential(0);
  const why = printIsOff === undefined ? "" : ` (the print is off: ${printIsOff.why})`;
  const cells = [method, of, printed, Number(computed.toPrecision(12)), shown, source + why];
  return `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
}
