/**
 * Thrown by work that cannot go on now, but can later: a rate limit, an effect that may still
 * arrive, another run's open claim. Nothing is wrong: the job is taken up again, and the try does
 * not count as failed.
 */
export class Snooze extends Error {
  override readonly name = "Snooze";
  /** Milliseconds from now. */
  readonly delayMs: number;

  constructor(reason: string, delayMs: number, cause?: unknown) {
    super(reason, cause === undefined ? {} : { cause });
    this.delayMs = delayMs;
  }
}
