import { randomBytes } from "node:crypto";
import { openDatabase } from "@appealmod/db";
import { startTransactionPooler } from "@appealmod/db/testing";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { type Ran, run } from "./command-line.ts";

const serverUrl = inject("testPostgresUrl");

/** Runs statements as the server's superuser. */
async function asSuperuser(text: string, database = "postgres"): Promise<void> {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  const server = openDatabase({ url: url.href, poolSize: 1 });
  try {
    await server.pool.query(text);
  } finally {
    await server.close();
  }
}

interface Plain {
  readonly role: string;
  readonly database: string;
  readonly url: string;
}

/** A role that may log in and nothing else, and a database of the superuser's. */
async function aPlainRole({ database: options = "", role: may = "login" } = {}): Promise<Plain> {
  const end = randomBytes(5).toString("hex");
  // Names that need quotes, as people choose them.
  const [role, database] = [`Bot-${end}`, `ban-appeals-${end}`];
  await asSuperuser(`create role "${role}" ${may} password 'kept-secret'`);
  await asSuperuser(`create database "${database}" template template0 ${options}`);
  onTestFinished(async () => {
    await asSuperuser(`drop database if exists "${database}" with (force)`);
    await asSuperuser(`drop role if exists "${role}"`);
  });
  const url = new URL(serverUrl);
  [url.username, url.password, url.pathname] = [role, "kept-secret", `/${database}`];
  return { role, database, url: url.href };
}

/** What a command says that needs the database; never a stack, never a secret. */
async function told(url: string): Promise<Ran> {
  const ran = await run(["communities"], { APPEALMOD_DATABASE_URL: url });
  expect(ran.stderr).not.toContain("nobody foresaw");
  expect(ran.stderr).not.toMatch(/^\s+at /m);
  expect(ran.stderr).not.toContain("kept-secret");
  return ran;
}

const failing = async (url: string) => {
  const { code, stderr } = await told(url);
  expect(code).toBe(1);
  return stderr;
};

/** The statements that a message gives. */
const statementsIn = (message: string) =>
  message.split("\n").filter((line) => /^ {2}(?:GRANT|ALTER|CREATE) .*;$/.test(line));

describe("a role that may log in and nothing else", () => {
  it("is told the rights that it lacks, and can work once it has them", async () => {
    const { role, database, url } = await aPlainRole();
    const message = await failing(url);
    expect(statementsIn(message)).toEqual([
      `  GRANT CREATE ON DATABASE "${database}" TO "${role}";`,
      `  GRANT USAGE, CREATE ON SCHEMA public TO "${role}";`,
    ]);
    await asSuperuser(statementsIn(message).join("\n"), database);
    expect(await told(url)).toMatchObject({ code: 0 });
  });

  it("is told what is missing where it has one of the rights already", async () => {
    const { role, database, url } = await aPlainRole();
    await asSuperuser(`grant create on database "${database}" to "${role}"`);
    const message = await failing(url);
    expect(statementsIn(message)).toEqual([`  GRANT USAGE, CREATE ON SCHEMA public TO "${role}";`]);
  });

  it("works as the owner of its database", async () => {
    const { role, database, url } = await aPlainRole();
    await asSuperuser(`alter database "${database}" owner to "${role}"`);
    expect(await told(url)).toMatchObject({ code: 0 });
  });

  it("is told to take the schema public where another one comes first", async () => {
    const { role, database, url } = await aPlainRole();
    await asSuperuser(`alter database "${database}" owner to "${role}"`);
    await asSuperuser(`create schema "${role}" authorization "${role}"`, database);
    const message = await failing(url);
    await asSuperuser(statementsIn(message).join("\n"), database);
    expect(await told(url)).toMatchObject({ code: 0 });
  });

  it("is told how to make the schema public where there is none", async () => {
    const { role, database, url } = await aPlainRole();
    await asSuperuser(`alter database "${database}" owner to "${role}"`);
    await asSuperuser("drop schema public", database);
    const message = await failing(url);
    await asSuperuser(statementsIn(message).join("\n"), database);
    expect(await told(url)).toMatchObject({ code: 0 });
  });

  it("is told whose the tables are that another role has made", async () => {
    const first = await aPlainRole();
    const second = await aPlainRole();
    await asSuperuser(`alter database "${first.database}" owner to "${first.role}"`);
    expect(await told(first.url)).toMatchObject({ code: 0 });
    const url = new URL(first.url);
    url.username = second.role;
    const rights = await failing(url.href);
    await asSuperuser(statementsIn(rights).join("\n"), first.database);
    const owner = await failing(url.href);
    expect(owner).toContain(`"${first.role}"`);
    expect(statementsIn(owner)).toEqual([`  GRANT "${first.role}" TO "${second.role}";`]);
    await asSuperuser(statementsIn(owner).join("\n"), first.database);
    expect(await told(url.href)).toMatchObject({ code: 0 });
    await asSuperuser(`drop owned by "${second.role}"`, first.database);
  });
});

describe("a way in that is closed", () => {
  it.each([
    ["a role that may not log in", "nologin", "ALTER ROLE"],
    ["a role with no connection left", "login connection limit 0", "CONNECTION LIMIT"],
    ["a role with one connection", "login connection limit 1", "CONNECTION LIMIT"],
  ])("%s", async (_, role, cure) => {
    const plain = await aPlainRole({ role });
    const message = await failing(plain.url);
    expect(message).toContain("database_url");
    expect(message).toContain(cure);
    expect(message).toContain(`"${plain.role}"`);
  });

  it("a wrong password, and none at all", async () => {
    const { url } = await aPlainRole();
    const wrong = new URL(url);
    wrong.password = "guess";
    expect(await failing(wrong.href)).toContain("refuses the password");
    wrong.password = "";
    expect(await failing(wrong.href)).toContain("database_url holds none");
  });

  it("a database that does not exist", async () => {
    const { url, role } = await aPlainRole();
    const other = new URL(url);
    other.pathname = "/no-such";
    expect(await failing(other.href)).toContain(`CREATE DATABASE "no-such" OWNER "${role}"`);
  });

  it("a database that the role may not connect to", async () => {
    const { url, role, database } = await aPlainRole();
    await asSuperuser(`revoke connect on database "${database}" from public`);
    const message = await failing(url);
    expect(message).toContain(`GRANT CONNECT ON DATABASE "${database}" TO "${role}";`);
  });

  it("a database that takes no connections", async () => {
    const { url, database } = await aPlainRole({ database: "allow_connections false" });
    expect(await failing(url)).toContain(`ALTER DATABASE "${database}" ALLOW_CONNECTIONS true;`);
  });
});

describe("a database that cannot hold the records", () => {
  it("one of another encoding", async () => {
    const { url } = await aPlainRole({
      database: "encoding 'LATIN1' locale 'C' locale_provider 'libc'",
    });
    const message = await failing(url);
    expect(message).toContain("LATIN1");
    expect(message).toContain("ENCODING 'UTF8'");
  });

  it("one that is read only", async () => {
    const { role, database, url } = await aPlainRole();
    await asSuperuser(`alter database "${database}" owner to "${role}"`);
    await asSuperuser(`alter role "${role}" set default_transaction_read_only = on`);
    const message = await failing(url);
    expect(message).toContain("default_transaction_read_only");
    await asSuperuser(statementsIn(message).join("\n"), database);
    expect(await told(url)).toMatchObject({ code: 0 });
  });
});

it("a pooler that gives each transaction another connection", async () => {
  const { role, database, url } = await aPlainRole();
  await asSuperuser(`alter database "${database}" owner to "${role}"`);
  const pooler = await startTransactionPooler(url);
  onTestFinished(() => pooler.stop());
  expect(await failing(pooler.url)).toContain("pool_mode = session");
});
