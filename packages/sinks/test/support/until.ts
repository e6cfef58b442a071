import { setTimeout as wait } from "node:timers/promises";

/** Resolves when something is so; a test's own time limit ends what never is. */
export async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await is())) await wait(10);
}
