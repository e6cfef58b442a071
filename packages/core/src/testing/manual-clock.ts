import type { Clock } from "../ports.ts";
import { noon } from "./builders.ts";

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: Date;

  constructor(start: Date = noon) {
    this.#now = start;
  }

  now(): Date {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }

  advanceDays(days: number): void {
    this.advance(days * 24 * 60 * 60 * 1000);
  }
}
