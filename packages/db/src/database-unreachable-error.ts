/** There is no way to the database at this moment. The message never holds the password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = "DatabaseUnreachableError";
  readonly host: string;
  readonly port: number;

  constructor(address: { readonly host: string; readonly port: number }, cause: unknown) {
    const place = `${address.host}:${address.port}`;
    super(`The database at ${place} (setting database_url) ${whatHappened(cause)}`, { cause });
    this.host = address.host;
    this.port = address.port;
  }
}

const explanations: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    "refuses connections. Check that Postgres runs there and that host and port are right.",
  ENOTFOUND: "has a host name that does not exist. Check the host.",
  EAI_AGAIN: "has a host name that cannot be resolved now. Check the host and the network.",
  EHOSTUNREACH: "cannot be reached over the network. Check the host and the firewall.",
  ENETUNREACH: "cannot be reached over the network. Check the host and the firewall.",
  ETIMEDOUT: "does not answer in time. Check the host and the firewall.",
  ECONNRESET: "cut the connection. It is probably being restarted.",
  EPIPE: "cut the connection. It is probably being restarted.",
  "28P01": "refuses the password. Check user and password.",
  "28000": "refuses this user. Check the user and the server's pg_hba.conf.",
  "3D000": "has no database of that name. Create it, or correct the name.",
  "53300": "has no connection to spare. Raise its max_connections or run fewer processes.",
  "57P01": "is being shut down. It is probably being restarted.",
  "57P02": "ended after a crash. It is probably being restarted.",
  "57P03": "is starting up or shutting down and takes no connections yet.",
};

const unreachableMessages =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** Whether an error says that the server cannot be talked to, rather than that a query is wrong. */
export function isConnectionFailure(error: unknown): boolean {
  if (error instanceof DatabaseUnreachableError) return true;
  if (!(error instanceof Error)) return false;
  if (codeOf(error) in explanations || unreachableMessages.test(error.message)) return true;
  return error.cause !== undefined && isConnectionFailure(error.cause);
}

function whatHappened(cause: unknown): string {
  const known = explanations[codeOf(cause)];
  if (known) return known;
  if (cause instanceof Error && unreachableMessages.test(cause.message))
    return "does not answer. Check that Postgres runs there, and its load.";
  return `cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`;
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  // A host with several addresses fails with one error for each of them.
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  const code = (error as { code?: unknown }).code ?? (first as { code?: unknown })?.code;
  return typeof code === "string" ? code : "";
}
