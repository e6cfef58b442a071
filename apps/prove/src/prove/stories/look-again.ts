import { setTimeout as wait } from "node:timers/promises";

/** Asks until there is an answer, less and less often; `null` when the time is over. */
export async function lookAgain<T>(
  ask: () => Promise<T | null>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<T | null> {
  const until = Date.now() + timeoutMs;
  for (let everyMs = 150; !signal.aborted; everyMs = Math.min(1500, everyMs * 1.3)) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > until) break;
    await wait(everyMs);
  }
  return null;
}
