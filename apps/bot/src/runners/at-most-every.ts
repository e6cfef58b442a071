import type { Clock } from "@appealmod/core";

/** Does the work when first called, then once a period; work that failed is done at the next call. */
export function atMostEvery(
  clock: Clock,
  periodMs: number,
  work: () => Promise<void>,
): () => Promise<void> {
  let doneAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now().getTime();
    if (now - doneAt < periodMs) return;
    await work();
    doneAt = now;
  };
}
