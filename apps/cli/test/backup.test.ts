import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { anInstallation, type Installation, run } from "./command-line.ts";
import { anAppeal, invite, submit } from "./stored-appeals.ts";

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "appealmod-backup-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** An installation on a machine of its own: its folder, its database. */
async function aMachine(more: Readonly<Record<string, string>> = {}) {
  const dir = await folder();
  const settings = { APPEALMOD_DATA_DIR: join(dir, "data"), APPEALMOD_LOG_DIR: join(dir, "logs") };
  const installation = await anInstallation({ ...settings, ...more });
  const all = { ...settings, ...more, APPEALMOD_DATABASE_URL: installation.url };
  return {
    ...installation,
    dir,
    appealmod: (...argv: string[]) => run(argv, all, dir),
  };
}

async function aStory({ database }: Pick<Installation, "database">) {
  const waiting = await anAppeal(database, { username: "muddy_boots" });
  await invite(database, waiting.appeal, "m2");
  const sent = await anAppeal(database, { username: "MossyBoots", minute: 1 });
  await submit(database, sent.token, { why_banned: "I left\tmy \\rubbish\nat the lake." });
  return { waiting, sent };
}

async function backupOf(machine: Awaited<ReturnType<typeof aMachine>>, ...more: string[]) {
  const { stdout, stderr } = await machine.appealmod("backup", "backups", "--json", ...more);
  expect(stderr).toEqual(more.length === 0 ? "" : expect.stringContaining("A new key is in"));
  return (JSON.parse(stdout) as { readonly dir: string }).dir;
}

const everything = async ({ database }: Pick<Installation, "database">) => {
  const { rows } = await database.pool.query(
    `select (select jsonb_agg(to_jsonb(a) order by id) from appeals a) as appeals,
      (select jsonb_agg(to_jsonb(f) order by id) from main_ban_appeal_data f) as forms,
      (select jsonb_agg(to_jsonb(x) order by id) from actions x) as actions,
      (select jsonb_agg(key order by key) from graphile_worker.jobs) as jobs`,
  );
  return rows[0];
};

it("comes back on another machine whole, with its secrets, and goes on counting", async () => {
  const machine = await aMachine();
  await aStory(machine);
  const key = join(machine.dir, "key");
  const dir = await backupOf(machine, "--key", key);
  expect((await stat(dir)).mode & 0o077).toBe(0);
  expect(await machine.appealmod("restore", dir, "--verify")).toMatchObject({
    code: 0,
    stderr: "",
  });
  const before = await everything(machine);
  await rm(join(machine.dir, "data"), { recursive: true });

  const other = await aMachine();
  const secrets = ["--key", key];
  const planned = await other.appealmod("restore", dir, "--dry-run", ...secrets);
  expect(planned).toMatchObject({ code: 0, stderr: "" });
  expect(await readdir(other.dir)).toEqual([]);
  const restored = await other.appealmod("restore", dir, "--yes", ...secrets);
  expect(restored).toMatchObject({ code: 0 });
  expect(restored.stderr).toMatch(/as Reddit could not be asked: .*client_id/s);
  expect(restored.stdout).toMatch(
    /^Brought back: \d+ rows as of .*Purged again: 0\. Conversations to read anew: unknown\.$/m,
  );
  expect(await everything(other)).toEqual(before);
  expect(await readdir(join(other.dir, "conf"))).toContain("appealmod.yaml");
  expect((await stat(join(other.dir, "data", "link-secret"))).mode & 0o777).toBe(0o600);
  await anAppeal(other.database, { username: "somebody_new" });
});

it("purges again who was purged since, also where the backup knows a name alone", async () => {
  const machine = await aMachine();
  await aStory(machine);
  await machine.database.pool.query(
    `update appeals set redditor_id = null where username_key = 'mossyboots'`,
  );
  const dir = await backupOf(machine);
  await machine.database.pool.query(
    `update appeals set redditor_id = 't2_moss' where username_key = 'mossyboots'`,
  );
  for (const name of ["muddy_boots", "MossyBoots"])
    expect((await machine.appealmod("purge", name, "--yes")).code).toBe(0);
  const restored = await machine.appealmod("restore", dir, "--yes", "--replace");
  expect(restored.stdout).toContain("Purged again: 2.");
  const { rows } = await machine.database.pool.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'graphile_worker')`,
  );
  for (const { name } of rows)
    expect(
      (
        await machine.database.pool.query(
          `select each::text from ${name} as each where each::text ~* 'muddy|moss|rubbish'`,
        )
      ).rows,
    ).toEqual([]);
  const receipts = await readFile(join(machine.dir, "data", "purged.jsonl"), "utf8");
  expect(receipts.toLowerCase()).not.toMatch(/muddy|moss/);
});

it("leaves what is there as it is, and says why, in each way in which it can go wrong", async () => {
  const machine = await aMachine();
  await aStory(machine);
  const key = join(machine.dir, "key");
  const good = await backupOf(machine, "--key", key);
  const spoilt = async (spoil: (dir: string) => Promise<unknown>) => {
    const dir = join(await folder(), "copy");
    await cp(good, dir, { recursive: true });
    await spoil(dir);
    return dir;
  };
  const changed = (change: (manifest: Record<string, unknown>) => void) =>
    spoilt(async (dir) => {
      const manifest = JSON.parse(await readFile(join(dir, "manifest.json"), "utf8"));
      change(manifest);
      await writeFile(join(dir, "manifest.json"), JSON.stringify(manifest));
    });
  const appeals = join("tables", "public.appeals.copy.gz");
  const settings = join("settings", "conf", "appealmod.yaml");
  const wrong = join(machine.dir, "wrong");
  await machine.appealmod("backup", "others", "--key", wrong);
  const older = await changed((manifest) => {
    manifest.version = { tables: 3, queue: 1 };
  });
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    [join(machine.dir, "nowhere"), [], /There is no folder .*nowhere/],
    [machine.dir, [], /has no manifest\.json: it is no backup, or one that was never finished/],
    [
      await spoilt((dir) => writeFile(join(dir, "manifest.json"), "{")),
      [],
      /cut off or was changed/,
    ],
    [await changed((manifest) => (manifest.format = 9)), [], /in format 9, .* update the program/],
    [await spoilt((dir) => rm(join(dir, appeals))), [], /appeals\.copy\.gz is missing/],
    [await spoilt((dir) => writeFile(join(dir, appeals), "no")), [], /cut off or was changed/],
    [
      await spoilt((dir) => cp(join(dir, "tables", "public.bans.copy.gz"), join(dir, appeals))),
      [],
      /appeals.*checksum differs/,
    ],
    [
      await spoilt((dir) => appendFile(join(dir, settings), "#")),
      [],
      /appealmod\.yaml is not what was/,
    ],
    [older, ["--replace"], /of another version: 3 migrations/],
    [good, ["--replace", "--key", wrong], /another key/],
    [good, [], /holds appeals, communities or sign-ups already.*--replace/s],
    [
      await changed((manifest) => (manifest.linkSecret = "0")),
      ["--replace"],
      /another link_secret/,
    ],
  ];
  const before = await everything(machine);
  for (const [dir, options, sentence] of cases) {
    const { code, stderr, stdout } = await machine.appealmod("restore", dir, "--yes", ...options);
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  }
  // As a bot's worker does for as long as it lives.
  const bot = await machine.database.pool.connect();
  await bot.query("select pg_advisory_lock(716030, 1)");
  const withBot = await machine.appealmod("restore", good, "--yes", "--replace");
  expect(withBot.stderr).toMatch(/1 bots work with this database: end them/);
  expect(await everything(machine)).toEqual(before);
  bot.release(true);

  // With columns that nobody knows it ends in the middle of things, and is taken back.
  const newer = await changed((manifest) => {
    const tables = manifest.tables as { name: string; columns: string[] }[];
    tables.find(({ name }) => name === "appeals")?.columns.push("colour");
  });
  const unknown = await machine.appealmod("restore", newer, "--yes", "--replace", "--force");
  expect(unknown.stderr).toMatch(/columns that this program does not know: colour.*Nothing was/s);
  expect(await everything(machine)).toEqual(before);
});

it("says what keeps a file from being written, without a stack", async () => {
  const { appealmod } = await anInstallation();
  const file = join(await folder(), "file");
  await writeFile(file, "");
  const exported = ["export", "--all", "--format", "json", "--out"];
  for (const [argv, sentence] of [
    [["backup", file], `${file} cannot be used: something else stands there already.`],
    // Node's own way to make a folder would never come to an end there.
    [["backup", "/proc/nowhere"], "/proc/nowhere cannot be used: there is no such file or folder."],
    [[...exported, `${file}/x`], `${file}/x cannot be used: a part of the path is a file`],
  ] as const) {
    const { code, stdout, stderr } = await appealmod(...argv);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("nobody foresaw");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  }
});

it.each([
  [["backup"], /Into which folder\?/],
  [["restore"], /Which backup\?/],
  [["restore", "x"], /--verify .*--dry-run .*--yes/],
  [["restore", "x", "--yes", "--dry-run"], /--verify/],
  [["backup", "x", "--key", "/nowhere/key"], /\/nowhere\/key cannot be used: there is no such/],
])("refuses %j", async (argv, sentence) => {
  const { code, stderr } = await run(argv, {});
  expect(stderr).toMatch(sentence);
  expect(code).toBe(2);
});
