import { join } from "node:path";
import { Writable } from "node:stream";
import { loadConfig } from "@appealmod/config";
import { type Database, migrateDatabase, openDatabase } from "@appealmod/db";
import { createTestDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { onTestFinished } from "vitest";
import { runCli } from "../src/run-cli.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const rootDir = join(import.meta.dirname, "..", "..", "..");

/** Settings as the environment gives them, without the files of whoever runs the tests. */
export function environment(settings: Readonly<Record<string, string>>): Record<string, string> {
  return {
    APPEALMOD_SETTINGS_FILE: "/dev/null",
    APPEALMOD_SECRETS_FILE: "/dev/null",
    ...settings,
  };
}

/** Runs one command line in this process. */
export async function run(
  argv: readonly string[],
  settings: Readonly<Record<string, string>>,
  currentDir = rootDir,
): Promise<Ran> {
  const stdout = captured();
  const stderr = captured();
  const code = await runCli(argv, {
    stdout: stdout.stream,
    stderr: stderr.stream,
    loadConfig: () => loadConfig({ env: environment(settings), rootDir }),
    now: () => new Date(),
    currentDir,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

export interface Installation {
  readonly database: Database;
  readonly url: string;
  appealmod(...argv: readonly string[]): Promise<Ran>;
  /** Removes it; of a test's own it is removed with the test. */
  end(): Promise<void>;
}

/** A database of its own for one test, or for a file that ends it, and commands that work on it. */
export async function anInstallation(
  settings: Readonly<Record<string, string>> = {},
  of: "test" | "file" = "test",
): Promise<Installation> {
  const { url, drop } = await createTestDatabase({ template: { name: "cli", prepare } });
  const database = openDatabase({ url });
  const end = async () => {
    await database.close();
    await drop();
  };
  if (of === "test") onTestFinished(end);
  const all = { APPEALMOD_DATABASE_URL: url, ...settings };
  return { database, url, end, appealmod: (...argv) => run(argv, all) };
}

async function prepare(url: string): Promise<void> {
  const database = openDatabase({ url, poolSize: 2 });
  await migrateDatabase(database.pool);
  await migrateJobs(database.pool);
  await database.close();
}

function captured(): { readonly stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString("utf8") };
}
