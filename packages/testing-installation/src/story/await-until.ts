import { setTimeout as wait } from "node:timers/promises";

/**
 * Asks again and again until there is an answer: for what another process does, and tells
 * nobody.
 *
 * @throws Error naming what was awaited when it does not come in time
 */
export async function awaitUntil<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  withinMs = 20_000,
  everyMs = 25,
): Promise<T> {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    const answer = await ask();
    if (answer) return answer;
    await wait(everyMs);
  }
  throw new Error(`${what}: not within ${withinMs / 1000} s`);
}
