import pg from "pg";
import type { DatabaseTarget } from "./database-target.ts";

type Explain = (target: DatabaseTarget, said: string) => string;

const quoted = pg.escapeIdentifier;

/** By the codes of Node and of Postgres: what may come and go with the server. */
const explanations: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: () =>
    "refuses connections. Check that Postgres runs there and that host and port are right.",
  ENOENT: () => "has no socket there. Check that Postgres runs on this machine, and the path.",
  ENOTFOUND: () => "has a host name that does not exist. Check the host.",
  EAI_AGAIN: () => "has a host name that cannot be resolved now. Check the host and the network.",
  EHOSTUNREACH: () => "cannot be reached over the network. Check the host and the firewall.",
  ENETUNREACH: () => "cannot be reached over the network. Check the host and the firewall.",
  ETIMEDOUT: () => "does not answer in time. Check the host and the firewall.",
  ECONNRESET: () => "cut the connection. It is probably being restarted.",
  EPIPE: () => "cut the connection. It is probably being restarted.",
  "28P01": () => "refuses the password. Check user and password.",
  "28000": ({ user }, said) =>
    `refuses this user (${said}). Let the role log in (ALTER ROLE ${quoted(user)} LOGIN;), or let the server's pg_hba.conf take it from here; where it takes encrypted connections only, add ?sslmode=require to database_url.`,
  "3D000": ({ user, database }) =>
    `has no database of that name. Create it (CREATE DATABASE ${quoted(database)} OWNER ${quoted(user)} ENCODING 'UTF8' TEMPLATE template0;), or correct the name.`,
  "53300": ({ user, database }, said) =>
    `has no connection to spare (${said}). Raise its max_connections, or the limit of the role or the database (ALTER ROLE ${quoted(user)} CONNECTION LIMIT -1; ALTER DATABASE ${quoted(database)} CONNECTION LIMIT -1;), or run fewer processes.`,
  "57P01": () => "is being shut down. It is probably being restarted.",
  "57P02": () => "ended after a crash. It is probably being restarted.",
  "57P03": () => "is starting up or shutting down and takes no connections yet.",
};

/** While connecting only: a query's failure with such a code says nothing of the connection. */
const closedDoors: typeof explanations = {
  "42501": ({ user, database }) =>
    `does not let this role into the database. Grant it: GRANT CONNECT ON DATABASE ${quoted(database)} TO ${quoted(user)};`,
  "55000": ({ database }, said) =>
    `lets nobody into the database (${said}). Open it: ALTER DATABASE ${quoted(database)} ALLOW_CONNECTIONS true;`,
};

/** What can be said of a certificate, by the codes of Node's TLS. */
const certificateFaults: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "is signed by nobody but itself",
  SELF_SIGNED_CERT_IN_CHAIN: "is signed by an authority that Node does not know",
  UNABLE_TO_GET_ISSUER_CERT: "is signed by an authority that Node does not know",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "is signed by an authority that Node does not know",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "is signed by an authority that Node does not know",
  CERT_HAS_EXPIRED: "has expired",
  CERT_NOT_YET_VALID: "is not valid yet; the clock of this machine may be wrong",
};

/** What node-postgres says without a code. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [
    /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i,
    "does not answer. Check that Postgres runs there, and its load.",
  ],
];

const furtherSayings: typeof sayings = [
  [
    /does not support SSL connections/,
    "does not encrypt connections. Switch that on (ssl = on), or take sslmode out of database_url where the network between is your own.",
  ],
  [
    /establishing an SSL connection/,
    "does not answer as Postgres does. Check that the port is that of Postgres.",
  ],
  [
    /client password must be a/,
    "asks for a password, and database_url holds none. Write it as postgres://user:password@host:port/name.",
  ],
];

/** Continues "The database at … ": what happened, and what to do. */
export function whyNoConnection(cause: unknown, target: DatabaseTarget): string {
  const said = messageOf(cause);
  const code = codeOf(cause);
  const explain = explanations[code] ?? closedDoors[code];
  if (explain) return explain(target, said);
  const fault = certificateFaults[code];
  if (fault !== undefined) return `${aboutCertificate(fault)} (${code})`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return `shows a certificate of another name (${said}). Use the name of the host that stands in it; with an authority of your own (sslrootcert=…), uselibpqcompat=true&sslmode=verify-ca does without the name.`;
  const saying = [...sayings, ...furtherSayings].find(([pattern]) => pattern.test(said));
  return saying?.[1] ?? `cannot be used: ${said}`;
}

/** Whether the error is one of those that come and go with the server, or with the way to it. */
export function isKnownConnectionFailure(error: Error): boolean {
  return codeOf(error) in explanations || sayings.some(([pattern]) => pattern.test(error.message));
}

function aboutCertificate(fault: string): string {
  return `shows a certificate that ${fault}. sslmode=require checks it here, as verify-full does. Trust it by sslrootcert=/path/to/ca.pem in database_url (the certificate itself, where it is signed by nobody else); sslmode=no-verify encrypts without knowing whom for.`;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  // A host with several addresses fails with one error for each of them.
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  const code = (error as { code?: unknown }).code ?? (first as { code?: unknown })?.code;
  return typeof code === "string" ? code : "";
}
