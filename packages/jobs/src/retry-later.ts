/**
 * Thrown by a handler whose job cannot go on now, but can later (a rate limit, another
 * run's open claim). Nothing is wrong: the job waits and is not counted as failed.
 */
export class RetryLater extends Error {
  override readonly name = "RetryLater";
  /** A date, or milliseconds from now. */
  readonly when: Date | number;

  constructor(when: Date | number, reason: string, cause?: unknown) {
    super(reason, cause === undefined ? {} : { cause });
    this.when = when;
  }
}
