import { StatisticsInputError } from "./statistics-input-error.ts";

/** @throws StatisticsInputError if the value is infinite or not a number. */
export function requireFinite(value: number, name: string): void {
  if (Number.isFinite(value)) return;
  throw new StatisticsInputError(
    `${name} is ${value}: it must be a finite number. Leave out cases whose value is unknown, and say how many.`,
  );
}
