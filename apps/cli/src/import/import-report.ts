import { writeFile } from "node:fs/promises";
import type { ImportedBatch } from "@appealmod/use-cases";
import { table } from "../output/table.ts";
import { fates, type ReportRow } from "./report-row.ts";

/** Gathers what became of every row. */
export class ImportReport {
  readonly #rows = new Map<string, ReportRow>();
  /** Rows that stay where they are, by collection: they are counted and not listed. */
  readonly #left = new Map<string, number>();
  #before = 0;

  add(rows: readonly ReportRow[]): void {
    for (const row of rows) this.#rows.set(`${row.source} ${row.key}`, row);
  }

  leave(source: string, count: number): void {
    if (count > 0) this.#left.set(source, count);
  }

  addBatch({ written, before, refused }: ImportedBatch): void {
    this.add(
      [...written, ...before].map(({ source, key, became, reason }) => ({
        source,
        key,
        became,
        reason,
      })),
    );
    this.add(
      refused.map(({ source, key, reason }) => ({ source, key, reason, became: "refused" })),
    );
    this.#before += before.length;
  }

  /** How many rows an earlier run had brought over. */
  get before(): number {
    return this.#before;
  }

  get rows(): readonly ReportRow[] {
    return [...this.#rows.values()].toSorted(
      (one, other) => one.source.localeCompare(other.source) || compareKeys(one.key, other.key),
    );
  }

  get counts(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    const counts: Record<string, Record<string, number>> = {};
    const count = (source: string, became: string, by: number) => {
      counts[source] ??= {};
      const of = counts[source];
      of[became] = (of[became] ?? 0) + by;
    };
    for (const { source, became } of this.rows) count(source, became, 1);
    for (const [source, left] of this.#left) count(source, "left", left);
    return counts;
  }

  /** Counts by source, and why, for people. */
  inWords(): string {
    const counts = table(
      ["source", ...fates],
      Object.entries(this.counts).map(([source, of]) => [
        source,
        ...fates.map((fate) => String(of[fate] ?? 0)),
      ]),
    );
    const reasons = Map.groupBy(
      this.rows,
      ({ source, became, reason }) => `${source}\n${became}\n${withoutKeys(reason)}`,
    );
    const why = [...reasons]
      .map(([key, rows]) => [...key.split("\n"), String(rows.length)])
      .toSorted(([one = ""], [other = ""]) => one.localeCompare(other));
    return `${counts}\n\n${table(["source", "became", "why", "rows"], why)}`;
  }

  /** Writes every row into a new file that its owner alone can read: it holds what people wrote. */
  async write(path: string): Promise<void> {
    const content = JSON.stringify({ counts: this.counts, rows: this.rows }, null, 2);
    await writeFile(path, `${content}\n`, { mode: 0o600, flag: "wx" });
  }
}

/** Numbers by their size; what MongoDB calls rows by its letters, which is by age. */
function compareKeys(one: string, other: string): number {
  const isNumber = /^\d{1,15}$/;
  if (isNumber.test(one) && isNumber.test(other)) return Number(one) - Number(other);
  return one < other ? -1 : Number(one > other);
}

function withoutKeys(reason: string): string {
  return reason.replace(/\b(document|row) \S+,/, "another $1,");
}
