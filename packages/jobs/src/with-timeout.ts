import { setTimeout as wait } from "node:timers/promises";

/** Waits for work, though no longer than a limit in milliseconds. The work itself goes on. */
export async function withTimeout(limitMs: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const limit = wait(limitMs, undefined, { signal: timer.signal }).catch(() => {});
  await Promise.race([work, limit]);
  timer.abort();
}
