import { setTimeout as wait } from "node:timers/promises";

/**
 * Answers come at multiples of this, so that their time tells no more than their words, also
 * where the database is slow.
 */
const answerEveryMs = 400;

/** Does what was asked for, and answers no sooner than it would have for anybody else. */
export async function constantTimeResponse<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    const took = performance.now() - began;
    await wait(Math.ceil(took / answerEveryMs) * answerEveryMs - took);
  }
}
