/**
 * The error at the root of a failure. What the database library wraps around it names the
 * values of the query, and those may be a redditor's answers.
 */
export function innermostCause(error: unknown): unknown {
  let inner = error;
  for (let depth = 0; depth < 10; depth += 1) {
    if (!(inner instanceof Error) || !(inner.cause instanceof Error)) return inner;
    inner = inner.cause;
  }
  return inner;
}
