import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/**
 * Waits until a living server answers, which takes a moment after a crash or while it starts.
 *
 * @returns false when it goes away instead.
 * @throws EmbeddedPostgresError when it refuses the installation's password.
 */
export async function serverAnswers(
  url: string,
  isLiving: () => Promise<boolean>,
  timeoutMs = 60_000,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (true) {
    const refusal = await connectOnce(url);
    if (refusal === undefined) return true;
    if (refusal.code === "28P01") {
      throw new EmbeddedPostgresError(
        "The embedded Postgres refuses the password in its server.json: that file and the database beside it do not belong together. Restore both from one backup.",
      );
    }
    if (!(await isLiving())) return false;
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        `The embedded Postgres runs but does not answer: ${refusal.message}. Its server.log tells why.`,
      );
    }
    await wait(50);
  }
}

/** Makes the database if the server has none of that name. */
export async function ensureDatabase(maintenanceUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

async function connectOnce(url: string): Promise<(Error & { code?: string }) | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that shuts down under our feet is an answer, not a crash of ours.
  client.on("error", () => {});
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error as Error & { code?: string };
  } finally {
    await client.end().catch(() => {});
  }
}
