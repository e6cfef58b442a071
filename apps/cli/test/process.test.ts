import { spawn } from "node:child_process";
import { access, chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startForwardProxy } from "@appealmod/reddit/testing";
import { expect, it, onTestFinished } from "vitest";
import { anInstallation, environment, type Ran, rootDir } from "./command-line.ts";

/** A dozen starts read the same sources: this spares a good part of each. */
const compileCache = join(tmpdir(), "appealmod-test-compile-cache");

/** Runs a command as operators do: a process of its own, which has to end by itself. */
async function start(command: string, settings: Readonly<Record<string, string>>): Promise<Ran> {
  const child = spawn("sh", ["-c", `set -e; ${command}`], {
    cwd: rootDir,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_COMPILE_CACHE: compileCache,
      ...environment(settings),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code: code ?? -1, ...output };
}

const appealmod = `"${process.execPath}" apps/cli/src/main.ts`;

it("does what it is told, and ends with the right code", async () => {
  const { url } = await anInstallation();
  const settings = { APPEALMOD_DATABASE_URL: url };
  expect(await start(`${appealmod} serve r/PineLakeHikers`, settings)).toEqual({
    code: 0,
    stdout: "r/PineLakeHikers is served from now on.\n",
    stderr: "",
  });
  expect((await start(`${appealmod} statsu`, settings)).code).toBe(2);
  expect(await start(`${appealmod} appeal 0000`, settings)).toMatchObject({ code: 1, stdout: "" });
});

it("ends in peace when its reader has seen enough", async () => {
  const { url, database } = await anInstallation();
  await database.pool.query(
    `insert into appeals (subreddit, subreddit_key, username, username_key, "group", ban_note,
      conversation_id, opened_at, last_changed_at)
    select 'Many', 'many', 'user_' || n, 'user_' || n, 'control', '', 'c' || n, now(), now()
    from generate_series(1, 5000) n`,
  );
  const settings = { APPEALMOD_DATABASE_URL: url };
  const { stdout, stderr } = await start(
    `${appealmod} export Many --format csv | head -n 2`,
    settings,
  );
  expect(stdout.startsWith('\uFEFF"appeal_id"')).toBe(true);
  expect(stdout.trimEnd().split("\n")).toHaveLength(2);
  expect(stderr).toBe("");
});

it("brings the Postgres that comes along, and leaves none running", {
  timeout: 120_000,
}, async () => {
  const dataDir = await mkdtemp(join(await realpath(tmpdir()), "appealmod-cli-"));
  // As root the server runs under another account, which must be able to pass through.
  await chmod(dataDir, 0o711);
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const settings = { APPEALMOD_DATA_DIR: dataDir };
  const served = await start(`${appealmod} serve PineLakeHikers`, settings);
  expect(served).toMatchObject({ code: 0, stdout: "r/PineLakeHikers is served from now on.\n" });
  const kept = await start(`${appealmod} communities --json`, settings);
  expect(JSON.parse(kept.stdout)).toMatchObject([{ name: "PineLakeHikers", isServed: true }]);
  await expect(access(join(dataDir, "postgres", "data", "postmaster.pid"))).rejects.toThrow(
    "ENOENT",
  );
  // Also where the command fails after the server was started.
  expect((await start(`${appealmod} appeal 0000`, settings)).code).toBe(1);
  await expect(access(join(dataDir, "postgres", "data", "postmaster.pid"))).rejects.toThrow(
    "ENOENT",
  );
});

it("refuses a folder for its data that takes none", async () => {
  const ran = await start(`${appealmod} communities`, { APPEALMOD_DATA_DIR: "/proc/nowhere" });
  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain("data_dir: /proc/nowhere cannot be written");
});

it("ends at once where the database wants a password and has been given none", async () => {
  const { url } = await anInstallation();
  const bare = new URL(url);
  bare.password = "";
  const ran = await start(`${appealmod} communities`, { APPEALMOD_DATABASE_URL: bare.href });
  expect(ran).toMatchObject({ code: 1, stdout: "" });
  expect(ran.stderr).toContain("database_url holds none");
});

it("asks Reddit by way of the proxy that the environment names", async () => {
  const { url } = await anInstallation();
  const proxy = await startForwardProxy(407);
  onTestFinished(() => proxy.close());
  const ran = await start(`${appealmod} check-reddit`, {
    APPEALMOD_DATABASE_URL: url,
    APPEALMOD_WEB_URL: "https://appeals.example.org",
    APPEALMOD_REDDIT_USERNAME: "AppealModBot",
    APPEALMOD_REDDIT_PASSWORD: "secret",
    APPEALMOD_CLIENT_ID: "id",
    APPEALMOD_CLIENT_SECRET: "secret",
    APPEALMOD_USER_AGENT: "linux:appealmod-test:1 (by /u/AppealModBot)",
    HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
  });
  expect(ran).toMatchObject({ code: 1, stdout: "" });
  expect(ran.stderr).toContain("HTTPS_PROXY=http://user:password@host:port");
  expect(new Set(proxy.asked)).toEqual(new Set(["www.reddit.com:443"]));
});

it("brings back what a community set before, and says so where it cannot", async () => {
  const { url } = await anInstallation();
  const settings = { APPEALMOD_DATABASE_URL: url };
  const community = `${appealmod} community PineLakeHikers`;
  const changes = `${community} set reminderCap=2 >/dev/null; ${community} set reminderCap=3 >/dev/null`;
  expect(await start(`${changes}; ${community} history 1 restore`, settings)).toEqual({
    code: 0,
    stdout: "r/PineLakeHikers is set as in revision 1 again, by revision 3.\n",
    stderr: "",
  });
  expect(await start(`${community} history 8 restore`, settings)).toEqual({
    code: 1,
    stdout: "",
    stderr: "r/PineLakeHikers has no revision 8. It has 1 to 3.\n",
  });
});
