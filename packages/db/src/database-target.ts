import pg from "pg";
import { DatabaseSetupError } from "./database-setup-error.ts";

/** Where the setting `database_url` leads, without the password. */
export interface DatabaseTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** Node-postgres's `sslmode`; `no-verify` is its own. */
const sslModes = ["disable", "no-verify", "prefer", "require", "verify-ca", "verify-full"];

/**
 * @throws DatabaseSetupError where the address cannot be understood, or names a file that
 *   cannot be read
 */
export function databaseTarget(url: string): DatabaseTarget {
  const sslMode = /[?&]sslmode=([^&]*)/.exec(url)?.[1];
  if (sslMode !== undefined && !sslModes.includes(sslMode))
    throw new DatabaseSetupError(
      `The setting database_url ends with sslmode=${sslMode}, which is not known here; allowed: ${sslModes.join(", ")}.`,
    );
  if (!/^postgres(?:ql)?:\/\//.test(url)) throw new DatabaseSetupError(noAddress);
  try {
    const { host, port, user, database } = new pg.Client({ connectionString: plainUrl(url) });
    return { host, port, user: user ?? "", database: database ?? "" };
  } catch (error) {
    throw new DatabaseSetupError(whatIsWrong(error), { cause: error });
  }
}

/**
 * The address with its mode of TLS spelled as node-postgres means it. It takes `prefer`,
 * `require` and `verify-ca` for `verify-full`, and prints a long warning of its next version.
 */
export function plainUrl(url: string): string {
  if (/[?&]uselibpqcompat=true(?:&|$)/.test(url)) return url;
  return url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, "$1verify-full");
}

function whatIsWrong(error: unknown): string {
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (path !== undefined)
    return `The file ${path}, which the setting database_url names (sslrootcert, sslcert or sslkey), cannot be read (${code}). Check the path, and that this account may read it; without sslrootcert the authorities that Node knows count.`;
  if (message.includes("verify-ca"))
    return "The setting database_url says sslmode=verify-ca without an authority: add sslrootcert=/path/to/ca.pem, or say sslmode=verify-full.";
  return noAddress;
}

const noAddress =
  "The setting database_url is no address. Write it as postgres://user:password@host:port/name; special characters in the password are percent-encoded.";
