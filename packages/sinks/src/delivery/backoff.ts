export interface Backoff {
  /** After the first failure, in milliseconds; doubled with each one that follows. */
  readonly firstMs: number;
  readonly longestMs: number;
}

export const defaultBackoff: Backoff = { firstMs: 1_000, longestMs: 60_000 };

/**
 * How long to wait after a number of failures in a row, with a quarter more or less: processes
 * that lost the same destination must not come back in step.
 */
export function backoffMs(failures: number, { firstMs, longestMs }: Backoff): number {
  const wait = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return wait * (0.75 + Math.random() / 2);
}
