/**
 * Imports data of an earlier system of some size, with MongoDB's protocol and Postgres as the tests have
 * them, and prints how long it takes and how much memory it needs at most:
 *
 *   node apps/cli/test/earlier-system/measure-import.ts [users] [conversations]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@appealmod/db";
import { createTestDatabase, startTestPostgres } from "@appealmod/db/testing";
import { startMongoServer } from "@appealmod/sinks/testing";
import { earlierData } from "./earlier-data.ts";
import { storeInMongo, storeInSqlite } from "./store-earlier-data.ts";

const rootDir = join(import.meta.dirname, "..", "..", "..", "..");
const [users = "10000", conversations = "20000"] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "appealmod-measure-"));
const postgres = await startTestPostgres();
const mongo = await startMongoServer({ postgresUrl: postgres.url });
const { url, drop } = await createTestDatabase({ serverUrl: postgres.url });
const database = openDatabase({ url, poolSize: 1 });
try {
  const data = earlierData(Number(users), Number(conversations), new Date());
  const sqlite = join(folder, "db.sqlite3");
  await storeInMongo(mongo.url, data);
  storeInSqlite(sqlite, data);
  const from = ["--mongo", mongo.url, "--django", sqlite];
  console.log(`${mongo.name}; ${users} users, ${conversations} conversations`);
  await measured("check", ["check", ...from]);
  await measured("dry run", ["run", ...from, "--dry-run"]);
  await killed(["run", ...from, "--yes"]);
  console.log(await measured("run after the kill", ["run", ...from, "--yes"]));
  const before = await content();
  await measured("run again", ["run", ...from, "--yes"]);
  console.log(`The second run changed ${before === (await content()) ? "nothing" : "something"}.`);
} finally {
  await database.close();
  await drop();
  await mongo.remove();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

function start(args: readonly string[]) {
  const peak = `process.on("exit", () => console.error(process.resourceUsage().maxRSS))`;
  const hook = `data:text/javascript,${encodeURIComponent(peak)}`;
  return spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--import",
      hook,
      "apps/cli/src/main.ts",
      "import",
      ...args,
    ],
    {
      cwd: rootDir,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        APPEALMOD_SETTINGS_FILE: "/dev/null",
        APPEALMOD_SECRETS_FILE: "/dev/null",
        APPEALMOD_DATABASE_URL: url,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
}

async function measured(what: string, args: readonly string[]): Promise<string> {
  const begun = performance.now();
  const child = start(args);
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  const [code] = await once(child, "close");
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const megabytes = Math.round(Number(output.stderr.trim().split("\n").at(-1)) / 1024);
  console.log(`${what}: ${seconds} s, at most ${megabytes} MB, code ${code}`);
  return output.stdout;
}

/** Ends a run by force when it has written a third of the appeals. */
async function killed(args: readonly string[]): Promise<void> {
  const child = start(args);
  const ended = once(child, "exit");
  while (true) {
    const { rows } = await database.pool.query<{ count: number }>(
      "select count(*)::int as count from appeals",
    );
    if ((rows[0]?.count ?? 0) > Number(users) / 3 || child.exitCode !== null) break;
  }
  child.kill("SIGKILL");
  await ended;
  const { rows } = await database.pool.query("select count(*)::int as count from appeals");
  console.log(`killed after ${rows[0]?.count} appeals`);
}

async function content(): Promise<string> {
  const tables = [
    "appeals",
    "conversations",
    "main_ban_appeal_data",
    "actions",
    "events",
    "imported_rows",
  ];
  const sums = await Promise.all(
    tables.map((table) =>
      database.pool.query(
        `select count(*) || ' ' || md5(string_agg(t::text, '' order by t::text)) as sum from ${table} t`,
      ),
    ),
  );
  return sums.map(({ rows }) => rows[0]?.sum).join("\n");
}
