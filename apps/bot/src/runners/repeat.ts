import { setTimeout as wait } from "node:timers/promises";

/** A pass that is repeated until it is stopped. */
export interface Repeated {
  /** Resolves when the running pass has ended. */
  stop(): Promise<void>;
  /** Resolves when it was stopped; rejects when a pass gave up for good. */
  readonly ended: Promise<void>;
}

/**
 * Takes a pass every so many seconds, counted from end to start: a slow pass is never
 * overtaken by the next.
 *
 * @param pass may throw to end the repetition for good
 */
export function repeat(pass: () => Promise<void>, intervalSeconds: number): Repeated {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      await pass();
      await wait(intervalSeconds * 1000, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const ended = run();
  return {
    ended,
    async stop() {
      stopping.abort();
      await ended.catch(() => {});
    },
  };
}
