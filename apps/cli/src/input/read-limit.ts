import { UsageError } from "../failures.ts";

/** How many rows are wanted at most. @throws UsageError */
export function readLimit(written: string | undefined, fallback: number): number {
  if (written === undefined) return fallback;
  const limit = Number(written);
  if (/^\d+$/.test(written) && limit >= 1 && limit <= 1_000_000) return limit;
  throw new UsageError(`--limit is "${written}"; allowed: a whole number from 1 to 1000000.`);
}
