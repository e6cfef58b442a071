import { StatisticsInputError } from "./statistics-input-error.ts";

/** @throws StatisticsInputError unless 0 ≤ value ≤ 1. */
export function requireShare(value: number, name: string): void {
  if (value >= 0 && value <= 1) return;
  throw new StatisticsInputError(
    `${name} is ${value}: it must lie from 0 to 1. Give a share such as 0.25, not percent.`,
  );
}
