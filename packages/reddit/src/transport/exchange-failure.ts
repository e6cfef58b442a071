/** No answer came. */
export class ExchangeFailure extends Error {
  override readonly name = "ExchangeFailure";
  /** False is a promise: the request never left, so nothing happened. */
  readonly mayHaveArrived: boolean;

  constructor(message: string, mayHaveArrived: boolean, cause?: unknown) {
    super(message, { cause });
    this.mayHaveArrived = mayHaveArrived;
  }

  /** @param timedOutAfterMs the limit where our own timer ended the request, otherwise `null` */
  static from(error: unknown, url: URL, timedOutAfterMs: number | null): ExchangeFailure {
    if (timedOutAfterMs !== null) {
      return new ExchangeFailure(`no answer within ${timedOutAfterMs} ms`, true, error);
    }
    const causes = [...causesOf(error)];
    const isUnsent = causes.some(isBeforeSending);
    const code = causes.map(codeOf).find((found) => found !== null);
    return new ExchangeFailure(
      isUnsent
        ? `could not connect to ${url.origin}${code ? ` (${code})` : ""}`
        : `the connection to ${url.origin} broke${code ? ` (${code})` : ""}`,
      !isUnsent,
      error,
    );
  }
}

function* causesOf(error: unknown, depth = 0): Generator<unknown> {
  if (depth > 5 || typeof error !== "object" || error === null) return;
  yield error;
  if (error instanceof AggregateError) {
    for (const each of error.errors) yield* causesOf(each, depth + 1);
  }
  if ("cause" in error) yield* causesOf(error.cause, depth + 1);
}

function codeOf(error: unknown): string | null {
  return typeof error === "object" &&
    error !== null &&
    "code" in error &&
    typeof error.code === "string"
    ? error.code
    : null;
}

/** Looking up the host, connecting and the TLS handshake all come before the first byte of a request. */
function isBeforeSending(error: unknown): boolean {
  const code = codeOf(error) ?? "";
  const syscall =
    typeof error === "object" && error !== null && "syscall" in error ? error.syscall : null;
  return (
    syscall === "connect" ||
    syscall === "getaddrinfo" ||
    code === "ECONNREFUSED" ||
    code === "UND_ERR_CONNECT_TIMEOUT" ||
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^ERR_TLS/.test(code)
  );
}
