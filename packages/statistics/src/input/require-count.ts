import { StatisticsInputError } from "./statistics-input-error.ts";

/** @throws StatisticsInputError unless the value is a whole number from 0 to 2^53 − 1. */
export function requireCount(value: number, name: string): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw new StatisticsInputError(
    `${name} is ${value}: it must be a whole number of cases, 0 or more. Count cases, not shares or percent.`,
  );
}
