const stepsPerMillisecond = 2048;
const mostKeys = 10_000;

/**
 * Puts the documents of a key in order, over processes and restarts: first by the date of
 * their facts, then, within one writer and one date, by the order of saving. Versions are
 * whole numbers below 2^53 until the year 2109, so that MongoDB compares them exactly.
 */
export class VersionClock {
  readonly #latest = new Map<string, number>();

  versionOf(key: string, at: Date): number {
    const first = at.getTime() * stepsPerMillisecond;
    const former = this.#latest.get(key) ?? Number.NEGATIVE_INFINITY;
    const isSameDate = former >= first && former < first + stepsPerMillisecond - 1;
    const version = isSameDate ? former + 1 : first;
    if (version > former) this.#remember(key, version);
    return version;
  }

  #remember(key: string, version: number): void {
    this.#latest.delete(key);
    this.#latest.set(key, version);
    if (this.#latest.size <= mostKeys) return;
    const oldest = this.#latest.keys().next().value;
    if (oldest !== undefined) this.#latest.delete(oldest);
  }
}
