import { chmod, chown, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { DatabaseUnreachableError } from "./database-unreachable-error.ts";
import { openDatabase } from "./open-database.ts";
import { ownCertificate } from "./testing/own-certificate.ts";
import { startTestPostgres, type TestPostgres } from "./testing/start-test-postgres.ts";

let server: TestPostgres;
let folder: string;
let authority: string;

beforeAll(async () => {
  server = await startTestPostgres();
  folder = await mkdtemp(join(tmpdir(), "appealmod-tls-"));
  authority = join(folder, "ca.pem");
  await writeFile(authority, ownCertificate.valid);
});
afterAll(async () => {
  await server?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

async function asSuperuser(...statements: readonly string[]): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    let result = await client.query("show data_directory");
    for (const statement of statements) result = await client.query(statement);
    return result;
  } finally {
    await client.end();
  }
}

/** Lets the server encrypt with this certificate. */
async function encryptWith(certificate: string): Promise<void> {
  const data: string = (await asSuperuser()).rows[0].data_directory;
  const { uid, gid } = await stat(data);
  for (const [name, text] of [
    ["server.key", ownCertificate.key],
    ["server.crt", certificate],
  ] as const) {
    const path = join(data, name);
    await writeFile(path, text, { mode: 0o600 });
    await chmod(path, 0o600);
    if (process.getuid?.() === 0) await chown(path, uid, gid);
  }
  await asSuperuser("alter system set ssl = on", "select pg_reload_conf()");
  // The postmaster takes notice in its own time.
  await expect.poll(async () => (await asSuperuser("show ssl")).rows[0].ssl).toBe("on");
}

/** What comes of a connection: whether it is encrypted, or why there is none. */
async function connecting(parameters: string, host = "127.0.0.1"): Promise<string> {
  const url = new URL(server.url);
  url.hostname = host;
  const database = openDatabase({ url: `${url.href}?${parameters}`, poolSize: 1 });
  try {
    const { rows } = await database.pool.query(
      "select ssl from pg_stat_ssl where pid = pg_backend_pid()",
    );
    return rows[0].ssl ? "encrypted" : "plain";
  } catch (error) {
    expect(error).toBeInstanceOf(DatabaseUnreachableError);
    return (error as Error).message;
  } finally {
    await database.close();
  }
}

it("says that a server does not encrypt where it shall", async () => {
  expect(await connecting("sslmode=require")).toContain("does not encrypt connections");
  expect(await connecting("sslmode=disable")).toBe("plain");
});

it("explains a certificate of one's own, with both cures, and each of them cures", async () => {
  await encryptWith(ownCertificate.valid);
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  for (const mode of ["require", "prefer", "verify-ca", "verify-full"]) {
    const message = await connecting(`sslmode=${mode}`);
    expect(message).toContain(
      "(setting database_url) shows a certificate that is signed by nobody",
    );
    expect(message).toContain("sslrootcert=/path/to/ca.pem");
    expect(message).toContain("sslmode=no-verify");
  }
  for (const cure of [
    `sslmode=require&sslrootcert=${authority}`,
    `sslrootcert=${authority}`,
    "sslmode=no-verify",
    "uselibpqcompat=true&sslmode=require",
  ])
    expect(await connecting(cure)).toBe("encrypted");
  // The library's warning of its next version is not for whoever runs this.
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});

it("explains a certificate of another name, with a cure that cures", async () => {
  await encryptWith(ownCertificate.valid);
  const trusting = `sslmode=verify-full&sslrootcert=${authority}`;
  expect(await connecting(trusting, "localhost")).toContain("a certificate of another name");
  expect(
    await connecting(`uselibpqcompat=true&sslmode=verify-ca&sslrootcert=${authority}`, "localhost"),
  ).toBe("encrypted");
});

it("explains a certificate that has expired", async () => {
  await encryptWith(ownCertificate.expired);
  await expect
    .poll(() => connecting(`sslmode=require&sslrootcert=${authority}`))
    .toContain("has expired");
});

it("names the file of an authority that cannot be read, and a mode that does not exist", () => {
  const open = (parameters: string) => () =>
    openDatabase({ url: `postgres://bot:s3cret@127.0.0.1/appealmod?${parameters}` });
  expect(open("sslrootcert=/no/such.pem")).toThrow(
    /^The file \/no\/such\.pem, which the setting database_url names .*\(ENOENT\)/,
  );
  expect(open("sslmode=required")).toThrow(/sslmode=required.*allowed: disable, no-verify/);
  expect(open("uselibpqcompat=true&sslmode=verify-ca")).toThrow("add sslrootcert=");
  expect(open("sslmode=required")).not.toThrow("s3cret");
});
