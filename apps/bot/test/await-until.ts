import { setTimeout as wait } from "node:timers/promises";

/**
 * Asks again and again until the answer is yes: for what another process does, and tells nobody.
 *
 * @throws Error naming what was awaited when it does not come in time
 */
export async function awaitUntil(
  what: string,
  ask: () => Promise<boolean>,
  withinMs = 25_000,
): Promise<void> {
  const until = performance.now() + withinMs;
  while (!(await ask())) {
    if (performance.now() > until) throw new Error(`${what}: not within ${withinMs / 1000} s`);
    await wait(20);
  }
}
