import { visibleText } from "@appealmod/logger";

/**
 * Rows under their headings, in columns as wide as they have to be. A line break within a
 * cell is written out, so that a row is a line.
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  indent = "",
): string {
  const lines = [headings, ...rows].map((row) => row.map((cell) => visibleText(cell)));
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((line) => [...(line[column] ?? "")].length)),
  );
  return lines
    .map((line) => `${indent}${line.map((cell, at) => padded(cell, widths[at] ?? 0)).join("  ")}`)
    .map((line) => line.trimEnd())
    .join("\n");
}

function padded(cell: string, width: number): string {
  return cell + " ".repeat(Math.max(0, width - [...cell].length));
}
