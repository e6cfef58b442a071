import { StatisticsInputError } from "./statistics-input-error.ts";

/** @throws StatisticsInputError unless lowest < value < highest. */
export function requireBetween(
  value: number,
  name: string,
  lowest: number,
  highest: number,
  advice: string,
): void {
  if (value > lowest && value < highest) return;
  throw new StatisticsInputError(
    `${name} is ${value}: it must lie between ${lowest} and ${highest}, both excluded. ${advice}`,
  );
}
