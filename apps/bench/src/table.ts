import type { Measurement } from "./measurement.ts";

/** A table in Markdown, as it stands in docs/performance.md. */
export function table(measured: readonly Measurement[]): string {
  const rows = measured.map(({ what, measured: found, floor }) => [what, found, floor]);
  return [["what", "measured", "floor"], ["---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
