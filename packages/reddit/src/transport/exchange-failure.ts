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
    const refusal = causes.map(proxyRefusal).find((found) => found !== null);
    if (refusal) return new ExchangeFailure(aboutProxy(refusal, url), false, error);
    const isUnsent = causes.some(isBeforeSending);
    const code = causes.map(codeOf).find((found) => found !== null) ?? "";
    const what = [code, ...(isUnsent ? causes.flatMap((cause) => elsewhere(cause, url)) : [])];
    const told = [...new Set(what)].filter(Boolean).join(" ");
    const reason = `${told && ` (${told})`}${aboutCertificate(code)}`;
    return new ExchangeFailure(
      isUnsent
        ? `could not connect to ${url.origin}${reason}`
        : `the connection to ${url.origin} broke${reason}`,
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

/** The status with which a proxy refused to connect us, as the client in Node words it. */
function proxyRefusal(error: unknown): string | null {
  const message = error instanceof Error ? error.message : "";
  return /^Proxy response \((\d+)\)/.exec(message)?.[1] ?? null;
}

function aboutProxy(status: string, url: URL): string {
  const cure =
    status === "407"
      ? "it wants a name and a password, as in HTTPS_PROXY=http://user:password@host:port"
      : "let it through there, or name the host in NO_PROXY";
  return `the proxy refuses to connect to ${url.origin} (${status}): ${cure}`;
}

/** The address that was really asked, where it is another one: that of a proxy. */
function elsewhere(error: unknown, url: URL): readonly string[] {
  if (typeof error !== "object" || error === null) return [];
  if ("hostname" in error && typeof error.hostname === "string")
    return error.hostname === url.hostname ? [] : [`at ${error.hostname}`];
  if (!("address" in error && "port" in error)) return [];
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  return error.port === port ? [] : [`at ${error.address}:${error.port}`];
}

function aboutCertificate(code: string): string {
  if (!/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(code)) return "";
  return ", whose certificate Node does not trust: where a proxy looks into connections, name its authority's file in NODE_EXTRA_CA_CERTS";
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
