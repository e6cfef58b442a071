import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
// Brings the type of what the global setup provides.
import type {} from "./global-setup.ts";

export interface TestDatabaseTemplate {
  /** Lower-case letters, digits and underscores; one name stands for one content. */
  readonly name: string;
  /** Fills an empty database, once per test run, and closes its connections. */
  prepare(url: string): Promise<void>;
}

export interface TestDatabase {
  readonly url: string;
  /** Removes the database, ending what is still connected to it. */
  drop(): Promise<void>;
}

/**
 * A fresh database, for one test file (or test) alone. With a template it is a copy of what the
 * template's `prepare` made, which costs some tens of milliseconds instead of all migrations.
 *
 * @param options.serverUrl a server other than the one of the global setup.
 */
export async function createTestDatabase(
  options: { readonly template?: TestDatabaseTemplate; readonly serverUrl?: string } = {},
): Promise<TestDatabase> {
  const serverUrl = options.serverUrl ?? serverOfThisRun();
  const name = `test_${randomBytes(6).toString("hex")}`;
  await withClient(serverUrl, async (client) => {
    const template =
      options.template === undefined
        ? "template0"
        : await ensureTemplate(client, serverUrl, options.template);
    // Copied file by file, nothing of it goes through the log.
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  return {
    url: urlOf(serverUrl, name),
    async drop() {
      await withClient(serverUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      });
    },
  };
}

async function ensureTemplate(
  client: pg.Client,
  serverUrl: string,
  template: TestDatabaseTemplate,
): Promise<string> {
  if (!/^[a-z0-9_]+$/.test(template.name)) {
    throw new Error(
      `The template name "${template.name}" may hold lower-case letters, digits and underscores only.`,
    );
  }
  const name = `template_${template.name}`;
  // Test files start at once in several processes; one prepares, the others wait for it.
  await client.query("select pg_advisory_lock(hashtext($1))", [name]);
  try {
    const found = await client.query<{ finished: boolean }>(
      "select datistemplate as finished from pg_database where datname = $1",
      [name],
    );
    if (found.rows[0]?.finished === true) return name;
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name} template template0`);
    await template.prepare(urlOf(serverUrl, name));
    await client.query(`alter database ${name} with is_template true allow_connections false`);
    return name;
  } finally {
    await client.query("select pg_advisory_unlock(hashtext($1))", [name]);
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function serverOfThisRun(): string {
  const url = inject("testPostgresUrl");
  if (url !== undefined) return url;
  throw new Error(
    'No test server: name "@appealmod/db/testing/global-setup" under globalSetup in this package\'s vitest.config.ts.',
  );
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
