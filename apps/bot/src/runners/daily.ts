import { type Clock, dayMs } from "@appealmod/core";

/** Does the work when first called, then once a day; work that failed is done at the next call. */
export function daily(clock: Clock, work: () => Promise<void>): () => Promise<void> {
  let doneAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now().getTime();
    if (now - doneAt < dayMs) return;
    await work();
    doneAt = now;
  };
}
