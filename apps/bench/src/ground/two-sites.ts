import { createHash } from "node:crypto";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "@appealmod/db";
import { freePort, type StartedProcess, startProcess } from "@appealmod/testing-installation";
import { parse } from "yaml";
import { type BenchGround, bareEnvironment, root } from "./bench-ground.ts";

/** A site under measurement. */
export interface MeasuredSite {
  readonly name: string;
  readonly url: string;
  readonly process: StartedProcess;
}

export interface TwoSites {
  readonly sites: readonly MeasuredSite[];
  /** Tokens of links: forms that nobody has written in, and those that were sent. */
  readonly open: readonly string[];
  readonly sent: readonly string[];
  stop(): Promise<void>;
}

/** The first of these forms are sent, the others wait. */
const openForms = 2_000;

/**
 * Starts another checkout's site and ours on one server, each with a database of its own that holds
 * the same: the other one's is filled, copied, and brought up to date by ours.
 */
export async function openTwoSites(
  ground: BenchGround,
  { against, appeals, processes }: { against: string; appeals: number; processes: number },
): Promise<TwoSites> {
  const dir = await mkdtemp(join(await realpath(tmpdir()), "appealmod-bench-sites-"));
  const started: StartedProcess[] = [];
  const start = async (name: string, folder: string, database: string) => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const process = await startProcess({
      ...{ name, cwd: folder, args: ["apps/web/bin/web.ts"], readyWithinMs: 600_000 },
      ready: /The site is ready|site-started/,
      env: {
        ...bareEnvironment(),
        NODE_ENV: undefined,
        APPEALMOD_DATABASE_URL: databaseUrl(ground, database),
        APPEALMOD_WEB_URL: url,
        APPEALMOD_WEB_PORT: String(port),
        APPEALMOD_DATA_DIR: join(dir, name),
        APPEALMOD_TRUSTED_PROXIES: "127.0.0.1",
        ...(folder === root ? { APPEALMOD_WEB_PROCESSES: String(processes) } : {}),
      },
    });
    started.push(process);
    return { name, url, process };
  };
  const stop = async () => {
    for (const each of started.splice(0)) await each.stop();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await ground.database.pool.query("create database site_before");
    // It makes its tables as it starts.
    await (await start("before", against, "site_before")).process.stop();
    const database = openDatabase({ url: databaseUrl(ground, "site_before"), onError: () => {} });
    await fill(database, against, appeals).finally(() => database.close());
    await ground.database.pool.query("create database site_now template site_before");
    const sites = [
      await start("before", against, "site_before"),
      await start("now", root, "site_now"),
    ];
    const tokens = Array.from({ length: appeals }, (_, index) => tokenOf(index + 1));
    return { sites, open: tokens.slice(-openForms), sent: tokens.slice(0, -openForms), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function databaseUrl({ databaseUrl: url }: BenchGround, name: string): string {
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

function tokenOf(number: number): string {
  return createHash("sha256").update(`bench ${number}`).digest("base64url");
}

/** Only what every release since the first has had: the rest is what its migrations make of it. */
async function fill(
  { pool }: Pick<Database, "pool">,
  against: string,
  appeals: number,
): Promise<void> {
  const questions = parse(
    await readFile(join(against, "conf", "questions", "default.yaml"), "utf8"),
  ) as object;
  await pool.query("insert into question_sets (id, content) values ('bench', $1)", [
    JSON.stringify(questions),
  ]);
  await pool.query(
    `insert into appeals (subreddit, subreddit_key, username, username_key, "group", state, banned_at,
      ban_note, conversation_id, opened_at, last_changed_at)
    select 'PineLakeHikers', 'pinelakehikers', 'hiker_' || n, 'hiker_' || n, 'treatment',
      case when n > $1 then 'invited' else 'forwarded' end, now(), 'Rule 2', 'conv' || n, now(), now()
    from generate_series(1, $2) n`,
    [appeals - openForms, appeals],
  );
  await pool.query(
    `insert into main_ban_appeal_data (reddit_username, subreddit, created_at, updated_at, appeal_id,
      question_set_id, answers, submitted_at)
    select username, subreddit, opened_at, opened_at, id, 'bench',
      case when state = 'forwarded' then $1::jsonb end,
      case when state = 'forwarded' then now() - interval '1 hour' end
    from appeals`,
    [JSON.stringify(sentAnswers)],
  );
  const hashes = Array.from({ length: appeals }, (_, index) =>
    createHash("sha256")
      .update(tokenOf(index + 1))
      .digest("hex"),
  );
  await pool.query(
    `insert into form_links (token_hash, appeal_id)
    select hash, a.id from unnest($1::text[]) with ordinality as l (hash, n)
    join appeals a on a.username_key = 'hiker_' || n`,
    [hashes],
  );
  await pool.query("analyze");
}

export const sentAnswers = {
  why_banned: "I posted my own shop three times, and went on after I was told not to.",
  why_appealing: "second_chance",
  describe_rule: "No advertising: share, don't sell.",
  describe_actions: "Three posts with a link in one evening.",
  wrong_actions: "I did not read the rules first.",
  will_not_repeat: "yes",
  what_steps: "I have deleted the posts and will ask first.",
  allowed_comments: "ask_source",
} as const;
