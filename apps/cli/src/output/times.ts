/** A moment as people read it, in UTC: `2026-03-01 12:00:07`; a dash where there is none. */
export function moment(date: Date | null): string {
  return date === null ? "-" : date.toISOString().slice(0, 19).replace("T", " ");
}

const units = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** A span in its largest unit: `3 min`, `0 s`. Which of its two ends is the later does not matter. */
export function span(from: Date, to: Date): string {
  const seconds = Math.floor(Math.abs(to.getTime() - from.getTime()) / 1000);
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ["s", 1];
  return `${Math.floor(seconds / size)} ${unit}`;
}
