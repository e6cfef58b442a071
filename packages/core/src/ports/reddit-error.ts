/**
 * - `unreachable`: no answer, a 5xx or something that is no answer of Reddit's.
 * - `rate-limited`: the budget is used up, by our count or by Reddit's word.
 * - `login-refused`: credentials or token were refused, also after a fresh login.
 * - `forbidden`: the account may not do this in this community.
 * - `not-found`: there is no such conversation, redditor or community.
 * - `refused`: Reddit understood and said no, with a code of its own.
 * - `unexpected-answer`: the answer lacks what we need.
 */
export type RedditErrorKind =
  | "unreachable"
  | "rate-limited"
  | "login-refused"
  | "forbidden"
  | "not-found"
  | "refused"
  | "unexpected-answer";

/** What went wrong with a request to Reddit, in terms that a decision can be based on. */
export class RedditError extends Error {
  override readonly name = "RedditError";
  readonly kind: RedditErrorKind;
  /** Method and path, without values that are secret. */
  readonly endpoint: string;
  /** HTTP status, where there was one. */
  readonly status: number | null;
  /**
   * Whether a write may have taken effect all the same (no answer came, or a 5xx did).
   * False is a promise: nothing happened.
   */
  readonly mayHaveHappened: boolean;
  /** Milliseconds to wait before another try, where known. */
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    details: {
      readonly kind: RedditErrorKind;
      readonly endpoint: string;
      readonly status?: number | null;
      readonly mayHaveHappened?: boolean;
      readonly retryAfterMs?: number | null;
      readonly cause?: unknown;
    },
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.kind = details.kind;
    this.endpoint = details.endpoint;
    this.status = details.status ?? null;
    this.mayHaveHappened = details.mayHaveHappened ?? false;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}
