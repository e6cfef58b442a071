/**
 * A conversation that cannot be finished now, but later. Nothing is wrong with it: the
 * job is to be taken up again.
 */
export class Postponed extends Error {
  override readonly name = "Postponed";
  readonly delayMs: number;

  constructor(reason: string, delayMs: number, cause?: unknown) {
    super(reason, cause === undefined ? {} : { cause });
    this.delayMs = delayMs;
  }
}
