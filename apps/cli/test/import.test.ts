import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "@appealmod/db";
import { createTestDatabase } from "@appealmod/db/testing";
import { startMongoServer, type TestMongoServer } from "@appealmod/sinks/testing";
import { MongoClient } from "mongodb";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  onTestFinished,
} from "vitest";
import { anInstallation, environment, rootDir } from "./command-line.ts";
import {
  conversationLog,
  type EarlierData,
  earlierData,
  form,
  prawDate,
  someAnswers,
  userLog,
} from "./earlier-system/earlier-data.ts";
import {
  storeInMongo,
  storeInPostgres,
  storeInSqlite,
} from "./earlier-system/store-earlier-data.ts";
import { anAppeal } from "./stored-appeals.ts";

/** The first run on a machine builds the server. */
const buildMs = 10 * 60_000;
let server: TestMongoServer | null = null;

beforeAll(async () => {
  try {
    server = await startMongoServer({ postgresUrl: inject("testPostgresUrl") });
  } catch (error) {
    if (process.env.CI) throw error;
    console.warn(`No MongoDB server, so that imports are not tested: ${error}`);
  }
}, buildMs);

afterAll(() => server?.remove());

const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "appealmod-import-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Everything that an import writes, less the moment at which it did. */
async function everything({ pool }: Database): Promise<unknown> {
  const { rows } = await pool.query<{ all: unknown }>(`select jsonb_build_object(
    'appeals', (select jsonb_agg(to_jsonb(a) order by a.id) from appeals a),
    'conversations', (select jsonb_agg(to_jsonb(c) order by c.conversation_id) from conversations c),
    'linked', (select jsonb_agg(to_jsonb(l) order by l.appeal_id, l.conversation_id) from appeal_conversations l),
    'groups', (select jsonb_agg(to_jsonb(g) order by g.subreddit_key, g.username_key) from group_assignments g),
    'forms', (select jsonb_agg(to_jsonb(f) - 'id' order by f.appeal_id) from main_ban_appeal_data f),
    'actions', (select jsonb_agg(to_jsonb(x) - 'id' order by x.scope_id, x.key) from actions x),
    'events', (select jsonb_agg(jsonb_build_array(kind, appeal_id, message) order by appeal_id) from events),
    'signUps', (select jsonb_agg(to_jsonb(s) - 'id' order by s.created_at) from main_sign_up_data s),
    'rows', (select jsonb_agg(to_jsonb(r) - 'imported_at' order by r.source, r.row_key) from imported_rows r),
    'jobs', (select jsonb_agg(key order by key) from graphile_worker.jobs)) as all`);
  return rows[0]?.all;
}

describe("import (skipped where no MongoDB can be had)", () => {
  let mongoUrl: string;

  beforeEach((context) => {
    if (server === null) return context.skip("no MongoDB server can be had");
    mongoUrl = `${server.url}_${randomBytes(4).toString("hex")}`;
    onTestFinished(async () => {
      const client = new MongoClient(mongoUrl);
      await client.db().dropDatabase();
      await client.close();
    });
  });

  async function stored(data: EarlierData): Promise<string> {
    const path = join(await folder(), "db.sqlite3");
    await storeInMongo(mongoUrl, data);
    storeInSqlite(path, data);
    return path;
  }

  const small = (users: EarlierData["collections"][string], more: Partial<EarlierData> = {}) => ({
    forms: [],
    signUps: [],
    ...more,
    collections: { "user-logs": users, ...more.collections },
  });

  it("leaves no document of a redditor who is purged, and those of others", async () => {
    const dir = await folder();
    const { appealmod, database } = await anInstallation({
      APPEALMOD_DB_CONNECTION_STRING: mongoUrl,
      APPEALMOD_DATA_DIR: dir,
      APPEALMOD_LOG_DIR: dir,
    });
    await anAppeal(database, { username: "muddy_boots" });
    const client = new MongoClient(mongoUrl);
    onTestFinished(() => client.close());
    const names = ["user-logs", "conversation-logs", "application-logs"];
    for (const name of names)
      await client
        .db()
        .collection(name)
        .insertMany(
          ["muddy_boots", "other_boots"].map((username) => ({
            ...{ username, conv_id: `of_${username}`, id: `of_${username}` },
          })),
        );
    expect((await appealmod("purge", "muddy_boots", "--yes")).code).toBe(0);
    for (const name of names) {
      const left = JSON.stringify(await client.db().collection(name).find().toArray());
      expect(left).not.toContain("muddy");
      expect(left).toContain("other_boots");
    }
  });

  it("brings the same over however often it runs, from SQLite as from Postgres", async () => {
    const data = earlierData(120, 200, now);
    const sqlite = await stored(data);
    const { appealmod, database } = await anInstallation();
    const args = ["--mongo", mongoUrl, "--django", sqlite, "--json"];

    const checked = await appealmod("import", "check", ...args);
    expect(checked).toMatchObject({ code: 0 });
    const rehearsed = await appealmod("import", "run", ...args, "--dry-run");
    expect(JSON.parse(rehearsed.stdout)).toEqual(JSON.parse(checked.stdout));
    expect(await everything(database)).toMatchObject({ appeals: null, rows: null, jobs: null });

    const first = await appealmod("import", "run", ...args, "--yes");
    expect(JSON.parse(first.stdout)).toEqual(JSON.parse(checked.stdout));
    const once = await everything(database);
    const second = await appealmod("import", "run", ...args, "--yes");
    expect(JSON.parse(second.stdout)).toEqual(JSON.parse(checked.stdout));
    expect(await everything(database)).toEqual(once);
    const { counts, rows } = JSON.parse(first.stdout);
    expect(counts).toEqual({
      "user-logs": { kept: 120, merged: 5, refused: 2 },
      "conversation-logs": { kept: 200, merged: 5, refused: 1 },
      main_ban_appeal_data: { kept: 108, reported: 2 },
      main_sign_up_data: { kept: 2 },
      "bot-responses": { kept: 1 },
      "application-logs": { left: 1 },
    });
    expect(rows).toHaveLength(127 + 206 + 110 + 2 + 1);

    const django = await createTestDatabase();
    onTestFinished(() => django.drop());
    await storeInPostgres(django.url, data);
    const other = await anInstallation();
    const fromPostgres = await other.appealmod(
      ...["import", "run", "--mongo", mongoUrl, "--django", django.url, "--yes"],
    );
    expect(fromPostgres).toMatchObject({ code: 0, stderr: "" });
    expect(await everything(other.database)).toEqual(once);
  });

  it("is run again after it was killed in the middle", async () => {
    const sqlite = await stored(earlierData(250, 300, now));
    const whole = await anInstallation();
    const args = ["import", "run", "--mongo", mongoUrl, "--django", sqlite, "--yes"];
    expect(await whole.appealmod(...args)).toMatchObject({ code: 0 });
    const expected = await everything(whole.database);

    const { url, database, appealmod } = await anInstallation();
    const { pool } = database;
    const gate = await pool.connect();
    await gate.query("select pg_advisory_lock(4711)");
    await pool.query(`create function wait_at_gate() returns trigger language plpgsql as $$ begin
      if new.row_key in (select row_key from imported_rows offset 450 limit 1) then
        perform pg_advisory_lock(4711); end if; return new; end $$`);
    await pool.query(`create trigger gate after insert on imported_rows
      for each row execute function wait_at_gate()`);
    const child = spawn(process.execPath, ["apps/cli/src/main.ts", ...args], {
      cwd: rootDir,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ...environment({ APPEALMOD_DATABASE_URL: url }),
      },
      stdio: "ignore",
    });
    const waiting = `select count(*)::int as count from pg_locks join pg_database d on d.oid = database
      where locktype = 'advisory' and objid = 4711 and not granted and datname = current_database()`;
    const count = async (sql: string) => (await pool.query<{ count: number }>(sql)).rows[0]?.count;
    while ((await count(waiting)) === 0) await wait(20);
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    await gate.query("select pg_advisory_unlock(4711)");
    gate.release();
    const others = `select count(*)::int as count from pg_stat_activity where datname = current_database()
      and application_name = '' and state = 'idle in transaction'`;
    while ((await count(others)) !== 0) await wait(20);
    await pool.query("drop trigger gate on imported_rows");
    const half = await count("select count(*)::int as count from appeals");
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(250);

    const again = await appealmod(...args);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toMatch(/Of these rows \d+ were here from an earlier run\./);
    expect(await everything(database)).toEqual(expected);
  });

  it.each([
    [{ form_shared: true }, false, "invited", null, ["archive:invite", "invite"]],
    [
      { form_shared: true, form_filled: true },
      true,
      "invited",
      null,
      ["archive:invite", "final (claimed)", "invite", "note (claimed)"],
    ],
    [
      { form_shared: true, ignored: true },
      true,
      "invited",
      null,
      ["archive:invite", "final (claimed)", "invite", "note (claimed)"],
    ],
    [
      { form_shared: true, form_filled: true, note_shared: true },
      true,
      "forwarded",
      null,
      ["archive:invite", "final", "invite", "note", "unarchive"],
    ],
    [
      { form_shared: true, note_shared: true, appeal_accept: true },
      true,
      "closed",
      "granted",
      ["archive:invite", "final", "invite", "note", "unarchive"],
    ],
    [{ form_shared: true, ignored: true }, false, "closed", "none", ["archive:invite", "invite"]],
    [
      { form_shared: true, ignored: true, mod_involved: true },
      false,
      "closed",
      null,
      ["archive:invite", "invite"],
    ],
    [
      { form_shared: true, note_shared: true, ignored: true },
      true,
      "closed",
      null,
      ["archive:invite", "final", "invite", "note", "unarchive"],
    ],
    [{ group: 0 }, false, "new", null, []],
    [{}, false, "new", null, ["invite (claimed)"]],
  ])(
    "puts %j, form sent %s, into the state %s with outcome %s",
    async (flags, isSent, state, outcome, effects) => {
      const forms = isSent ? [form("Moss_Walker", daysAgo(2), someAnswers)] : [];
      const path = await stored(
        small([userLog("Moss_Walker", "c1", daysAgo(3), flags)], { forms }),
      );
      const { appealmod, database } = await anInstallation();
      const ran = await appealmod("import", "run", "--mongo", mongoUrl, "--django", path, "--yes");
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      const { rows } =
        await database.pool.query(`select state, outcome, next_check_at < now() as due,
      (select jsonb_agg(key || case status when 'settled' then '' else ' (' || status || ')' end order by key)
        from actions where appeal_id = appeals.id) as effects,
      (select answers ->> 'allowed_comments' from main_ban_appeal_data where appeal_id = appeals.id) as comments,
      (select "group" || ' ' || coalesce(treatment_fraction::text, 'unknown') from group_assignments) as drawn
      from appeals`);
      const isUnforwarded = isSent && state === "invited";
      expect(rows).toEqual([
        {
          state,
          outcome,
          due: state === "closed" ? null : state === "new" || isUnforwarded,
          effects: effects.length === 0 ? null : effects,
          comments: isSent ? '["c1", "c4"]' : null,
          drawn: `${"group" in flags ? "control" : "treatment"} unknown`,
        },
      ]);
    },
  );

  it("takes names in different case for one redditor, and links all their conversations", async () => {
    const path = await stored(
      small(
        [
          userLog("MOSS_walker", "c2", daysAgo(3), { other_conv_ids: ["c3"] }),
          userLog("Moss_Walker", "c1", daysAgo(2), {
            form_shared: true,
            subreddit: "pinelakehikers",
          }),
        ],
        {
          forms: [form("moss_walker", daysAgo(2))],
          collections: {
            "conversation-logs": [
              conversationLog("c3", "Moss_Walker", [["Moss_Walker", "Hello?", daysAgo(1)]]),
              conversationLog("c2", "Moss_Walker", [["AppealModBot", "The form", daysAgo(1)]]),
            ],
          },
        },
      ),
    );
    const { appealmod, database } = await anInstallation();
    const { stdout } = await appealmod(
      "import",
      "run",
      "--mongo",
      mongoUrl,
      "--django",
      path,
      "--yes",
      "--json",
    );
    expect(JSON.parse(stdout).counts["user-logs"]).toEqual({ kept: 1, merged: 1 });
    const { rows } = await database.pool.query(`select username, state, conversation_id as first,
      array(select conversation_id from appeal_conversations order by 1) as linked,
      array(select key from graphile_worker.jobs) as jobs from appeals`);
    expect(rows).toEqual([
      {
        username: "Moss_Walker",
        state: "invited",
        first: "c1",
        linked: ["c1", "c2", "c3"],
        jobs: ["process-conversation:c3"],
      },
    ]);
  });

  it("refuses what does not fit with the reason, and goes on", async () => {
    const fine = userLog("Moss_Walker", "c1", daysAgo(3));
    const path = await stored(
      small(
        [
          { ...fine, username: null },
          { ...fine, group: 2 },
          { ...fine, appeal_time: "yesterday" },
          { ...fine, form_shared: "yes" },
          { ...fine, conv_id: { id: "x" } },
          {},
          fine,
        ],
        {
          forms: [form("moss_walker", daysAgo(2), ["x", ...Array(7).fill(null), "c1 and c2"])],
          signUps: [
            {
              name: "W",
              email: "w@example.org",
              reddit_username: "u/Warden",
              subreddit_url: "reddit.com/r/Woods",
              created_at: now,
            },
            {
              name: "W",
              email: "w@example.org",
              reddit_username: "Warden",
              subreddit_url: "what is this",
              created_at: now,
            },
          ],
        },
      ),
    );
    const { appealmod } = await anInstallation();
    const report = join(await folder(), "report.json");
    const { code, stdout } = await appealmod(
      ...["import", "run", "--mongo", mongoUrl, "--django", path, "--yes", "--report", report],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^user-logs +1 +0 +6 +0 +0$/m);
    expect((await stat(report)).mode & 0o777).toBe(0o600);
    const { rows } = JSON.parse(await readFile(report, "utf8"));
    const reasons = rows.filter(({ became }: { became: string }) => became === "refused");
    expect(reasons.map(({ reason }: { reason: string }) => reason).join("\n")).toMatch(
      /allowed_comments: is no list.*subreddit_url: names no community.*username: .*group: .*appeal_time: is no date.*form_shared: /s,
    );
  });

  it("brings nobody back who was purged here, and leaves an open appeal alone", async () => {
    const dir = await folder();
    const settings = { APPEALMOD_DATA_DIR: dir, APPEALMOD_LOG_DIR: dir };
    const users = ["Moss_Walker", "Fern_Finder"].map((name, n) =>
      userLog(name, `c${n}`, daysAgo(3), { form_shared: true }),
    );
    const path = await stored(small(users));
    const { appealmod, database } = await anInstallation(settings);
    const run = ["import", "run", "--mongo", mongoUrl, "--django", path, "--yes"];
    await appealmod(...run);
    expect(await appealmod("purge", "moss_walker", "--yes")).toMatchObject({ code: 0 });
    await database.pool.query("delete from imported_rows");
    const { stdout } = await appealmod(...run, "--json");
    const { rows } = JSON.parse(stdout);
    expect(rows).toMatchObject(
      [
        { became: "refused", reason: /was deleted here/ },
        { became: "refused", reason: /has an open appeal here already/ },
      ].map(({ became, reason }) => ({ became, reason: expect.stringMatching(reason) })),
    );
    const names = await database.pool.query("select username from appeals");
    expect(names.rows).toEqual([{ username: "Fern_Finder" }]);
  });

  it("takes over texts that can be sent, names settings without secrets, and writes nothing there", async () => {
    await stored(small([userLog("Moss_Walker", "c1", daysAgo(3))], earlierData(1, 1, now)));
    const config = join(await folder(), "config.yaml");
    await writeFile(
      config,
      "bot_username: AppealModBot\nbot_password: not-for-the-screen\nupdate_cutoff: 14\ntest_user_password: nor-this\n",
    );
    const client = new MongoClient(mongoUrl);
    onTestFinished(() => client.close());
    const before = await client.db().collection("user-logs").find().toArray();
    const { appealmod, database } = await anInstallation();
    const { stdout } = await appealmod(
      "import",
      "run",
      "--mongo",
      mongoUrl,
      "--config",
      config,
      "--yes",
    );
    expect(stdout).toMatch(/^reddit_username +bot_username +AppealModBot$/m);
    expect(stdout).toMatch(/^update_cutoff +update_cutoff +14$/m);
    expect(stdout).toContain("subreddits: which communities the bot serves");
    expect(stdout).not.toMatch(/not-for-the-screen|nor-this/);
    const { rows } = await database.pool.query("select texts from community_revisions");
    expect(rows).toEqual([
      {
        texts: {
          en: {
            invite: "Hello. Fill in {{form_link}} and wait.",
            final: "Thank you. A person decides.",
          },
        },
      },
    ]);
    expect(stdout).toMatch(/reminder: reminder: \{\{form_link\}\} is missing/);
    expect(await client.db().collection("user-logs").find().toArray()).toEqual(before);
    expect(prawDate(new Date(0))).toBe("1970-01-01T00:00:00.000000+00:00");
  });

  it("explains what is missing", async () => {
    const { appealmod } = await anInstallation();
    for (const [args, why] of [
      [["import"], /check or run\?/],
      [["import", "run", "--mongo", mongoUrl], /--dry-run/],
      [["import", "check"], /Where from\?/],
      [["import", "check", "--mongo", "x"], /begins with mongodb/],
      [["import", "check", "--mongo", mongoUrl, "--django", "nowhere.sqlite3"], /There is no file/],
    ] as const) {
      const { code, stderr } = await appealmod(...args);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(why);
    }
  });
});
