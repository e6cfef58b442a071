import { setTimeout as wait } from "node:timers/promises";

/** Waits for work, though no longer than a limit. The work itself goes on. */
export async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const limit = wait(limitMs, undefined, { signal: timer.signal }).catch(() => {});
  await Promise.race([work, limit]);
  timer.abort();
}
