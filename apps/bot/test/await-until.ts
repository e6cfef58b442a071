import { setTimeout as wait } from "node:timers/promises";

/**
 * Asks again and again until the answer is yes: for what another process does, and tells nobody.
 *
 * @throws Error naming what was awaited when it does not come in time
 */
export async function awaitUntil(
  what: string,
  ask: () => Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  const began = performance.now();
  while (!(await ask())) {
    const waitedMs = performance.now() - began;
    if (waitedMs > withinMs) throw new Error(`${what}: not within ${withinMs / 1000} s`);
    // Whoever is awaited needs the processor, too: the longer it takes, the rarer is the question.
    await wait(Math.min(20 + waitedMs / 20, 200));
  }
}
