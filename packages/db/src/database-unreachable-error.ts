import type { DatabaseTarget } from "./database-target.ts";
import { isKnownConnectionFailure, whyNoConnection } from "./why-no-connection.ts";

/** There is no way to the database at this moment. The message never holds the password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = "DatabaseUnreachableError";
  readonly host: string;
  readonly port: number;

  constructor(target: DatabaseTarget, cause: unknown) {
    const place = `${target.host}:${target.port}`;
    super(`The database at ${place} (setting database_url) ${whyNoConnection(cause, target)}`, {
      cause,
    });
    this.host = target.host;
    this.port = target.port;
  }
}

/** Whether an error says that the server cannot be talked to, rather than that a query is wrong. */
export function isConnectionFailure(error: unknown): boolean {
  if (error instanceof DatabaseUnreachableError) return true;
  if (!(error instanceof Error)) return false;
  if (isKnownConnectionFailure(error)) return true;
  return error.cause !== undefined && isConnectionFailure(error.cause);
}
