import type { ToldAppeal } from "./told-appeals.ts";

/** Prints rows in columns, the first to the left and all others to the right. */
export function printTable(rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => String(row[column] ?? "").length)),
  );
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0
        ? String(cell).padEnd(widths[column] ?? 0)
        : String(cell).padStart(widths[column] ?? 0),
    );
    process.stdout.write(`  ${cells.join("   ")}\n`);
  }
}

/** How long redditors waited for the bot, in seconds, part of the story by part. */
export function printWaits(told: readonly ToldAppeal[]): void {
  const parts = [...new Set(told.map(({ during }) => during))];
  printTable([
    ["", "appeals", "invite p50", "p95", "longest", "note p50", "p95", "longest"],
    ...parts.map((part) => {
      const here = told.filter(({ during }) => during === part);
      const invites = here.map(({ messageToInviteMs }) => messageToInviteMs);
      const notes = here.map(({ formToNoteMs }) => formToNoteMs);
      return [part, here.length, ...spread(invites), ...spread(notes)];
    }),
  ]);
}

/** What one part of the story may be slower than another by chance alone. */
const noiseMs = 400;

/** Whether redditors waited no longer in one part of the story than in another. */
export function isAsFast(told: readonly ToldAppeal[], part: string, than: string): boolean {
  const waits = (during: string, wait: "messageToInviteMs" | "formToNoteMs") =>
    told.filter((one) => one.during === during).map((one) => one[wait]);
  return (["messageToInviteMs", "formToNoteMs"] as const).every((wait) =>
    [0.5, 0.95].every(
      (share) =>
        percentile(waits(part, wait), share) < percentile(waits(than, wait), share) + noiseMs,
    ),
  );
}

/** The value below which a share of all lie. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function spread(values: readonly number[]): readonly string[] {
  return [0.5, 0.95, 1].map((share) => `${(percentile(values, share) / 1000).toFixed(2)} s`);
}
