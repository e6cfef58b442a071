import { chmod, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  assignAccount,
  type Database,
  migrateDatabase,
  openDatabase,
  serveCommunities,
} from "@appealmod/db";
import { migrateJobs } from "@appealmod/jobs";
import { type ControlClient, connectControl } from "@appealmod/reddit-simulator/testing";
import { freePort, type StartedProcess, startProcess } from "@appealmod/testing-installation";
import { changeCommunitySettings } from "@appealmod/use-cases";
import { communities } from "../stories/story.ts";
import { type Bots, startBots } from "./bots.ts";
import { type ProvingPostgres, startProvingPostgres } from "./proving-postgres.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..", "..");

export const cast = {
  moderators: ["WardenWren", "WardenFinch"],
  otherBot: "saferbot",
  autoModerator: "AutoModerator",
  app: "modmail-greeter",
} as const;

/** An account of the bot, and the communities that it serves at first. */
export interface BotAccount {
  readonly name: string;
  readonly communities: readonly string[];
}

/** Every account gets every so-and-so-manieth community, and moderates no other one's. */
export function botAccounts(count: number): readonly [BotAccount, ...BotAccount[]] {
  const account = (number: number): BotAccount => ({
    name: number === 0 ? "ProveAppealBot" : `ProveAppealBot${number + 1}`,
    communities: communities.filter((_, at) => at % count === number).map(({ name }) => name),
  });
  return [account(0), ...Array.from({ length: count - 1 }, (_, at) => account(at + 1))];
}

/** Pretend Reddit, Postgres and bots as processes of their own, and what they are asked through. */
export interface ProvingGround {
  readonly control: ControlClient;
  readonly postgres: ProvingPostgres;
  readonly bots: Bots;
  readonly accounts: readonly [BotAccount, ...BotAccount[]];
  /** By which account each community is served now. */
  readonly servedBy: Map<string, string>;
  readonly database: Database;
  readonly dir: string;
  readonly textsPath: string;
  /** `null` without `--site`. */
  readonly site: StartedProcess | null;
  stop(keep: boolean): Promise<void>;
  /** For the exit of this process: leaves nothing running, tidies nothing up. */
  killAll(): void;
}

export interface GoBetween {
  readonly url: string;
  close(): Promise<void>;
}

export async function openProvingGround(options: {
  readonly workers: number;
  readonly accounts: number;
  readonly withSite: boolean;
  /** Stands between the bots and the pretend Reddit; for tests of the proving ground itself. */
  readonly between?: (redditUrl: string) => Promise<GoBetween>;
}): Promise<ProvingGround> {
  const dir = await mkdtemp(join(await realpath(tmpdir()), "appealmod-prove-"));
  // As root the database runs under another account, which must be able to pass through.
  await chmod(dir, 0o711);
  const logDir = join(dir, "logs");
  await mkdir(logDir);
  const closers: (() => Promise<unknown>)[] = [() => rm(dir, { recursive: true, force: true })];
  const killers: (() => void)[] = [];
  const close = async (keep: boolean) => {
    for (const closer of closers.splice(keep ? 1 : 0).reverse()) await closer().catch(() => {});
  };
  try {
    const postgres = await startProvingPostgres(join(dir, "data"));
    closers.push(() => postgres.stop());
    killers.push(() => postgres.killNow());
    const database = openDatabase({ url: postgres.url, poolSize: 12, onError: () => {} });
    closers.push(() => database.close());
    await migrateDatabase(database.pool);
    await migrateJobs(database.pool);
    await serveCommunities(
      database,
      communities.map(({ name }) => name),
    );
    for (const { name, fraction, cutoffMs, responder } of communities)
      await changeCommunitySettings(
        { database },
        { kind: "operator" },
        {
          subreddit: name,
          changes: {
            treatmentFraction: fraction,
            ...(cutoffMs === undefined ? {} : { updateCutoffDays: cutoffMs / 86_400_000 }),
            ...(responder === "app" ? { autoResponders: [cast.app] } : {}),
          },
        },
      );
    const accounts = botAccounts(options.accounts);
    const servedBy = new Map(
      accounts.flatMap((account) => account.communities.map((one) => [one, account.name] as const)),
    );
    for (const [community, account] of servedBy) await assignAccount(database, community, account);

    const start = async (name: string, args: string[], ready: RegExp, env = bareEnvironment()) => {
      const started = await startProcess({ name, args, ready, env, cwd: root });
      closers.push(() => started.stop("SIGKILL"));
      killers.push(() => process.kill(started.pid, "SIGKILL"));
      return started;
    };
    const redditPort = await freePort();
    await start(
      "pretend Reddit",
      ["packages/reddit-simulator/bin/simulator.ts", "--port", `${redditPort}`, "--no-rate-limit"],
      /Reddit simulator at/,
    );
    const redditUrl = `http://127.0.0.1:${redditPort}`;
    const control = connectControl(redditUrl);
    await people(control, accounts);

    const between = await options.between?.(redditUrl);
    if (between) closers.push(() => between.close());
    const webPort = await freePort();
    const env = {
      ...bareEnvironment(),
      ...settings(accounts, {
        redditUrl: between?.url ?? redditUrl,
        webPort,
        databaseUrl: postgres.url,
        dir,
        logDir,
      }),
    };
    const site = options.withSite
      ? await start("site", ["apps/web/bin/web.ts"], new RegExp(`http://[^ ]*:${webPort}`), env)
      : null;
    const bots = startBots({ count: options.workers, root, logDir, env });
    closers.push(() => bots.stop());
    killers.push(() => bots.killAll());
    return {
      control,
      postgres,
      bots,
      accounts,
      servedBy,
      database,
      dir,
      textsPath: join(root, "conf", "texts", "en.yaml"),
      site,
      stop: close,
      killAll() {
        for (const kill of killers.splice(0).reverse()) {
          try {
            kill();
          } catch {
            // It has ended by itself.
          }
        }
      },
    };
  } catch (error) {
    await close(false);
    throw error;
  }
}

const userAgent = "linux:appealmod-prove:1.0 (by /u/ProveAppealBot)";

/** What an account signs in with; each has an app of its own, as Reddit wants it. */
function loginOf({ name }: BotAccount) {
  const lower = name.toLowerCase();
  return {
    reddit_username: name,
    reddit_password: `password-of-${lower}`,
    client_id: `app-of-${lower}`,
    client_secret: `secret-of-${lower}`,
    user_agent: userAgent,
  };
}

const responders = {
  AutoModerator: {
    account: cast.autoModerator,
    body: "Thank you for your message. A moderator will read it soon.",
    delayMs: 400,
  },
  app: {
    account: cast.app,
    body: "Hi! Please have a look at our rules while you wait.",
    answers: "every-message",
    delayMs: 600,
  },
  "note-bot": {
    account: cast.otherBot,
    body: "Account age: 400 days. Earlier removals: 2.",
    isInternal: true,
  },
} as const;

async function people(control: ControlClient, accounts: readonly BotAccount[]): Promise<void> {
  for (const account of accounts) {
    const { client_id: clientId, client_secret: clientSecret, ...login } = loginOf(account);
    await control.createApp({ clientId, clientSecret, name: account.name, type: "script" });
    await control.createRedditor({ name: account.name, password: login.reddit_password });
  }
  for (const { name, responder } of communities) {
    const own = accounts.filter((account) => account.communities.includes(name));
    const moderators = [...cast.moderators, cast.otherBot, ...own.map((account) => account.name)];
    await control.createSubreddit({ name, moderators: moderators.map((one) => ({ name: one })) });
    if (responder !== undefined)
      await control.addAutoResponder({ subreddit: name, ...responders[responder] });
  }
}

function settings(
  [first, ...further]: readonly [BotAccount, ...BotAccount[]],
  at: {
    readonly redditUrl: string;
    readonly webPort: number;
    readonly databaseUrl: string;
    readonly dir: string;
    readonly logDir: string;
  },
): Record<string, string> {
  const login = loginOf(first);
  const others = further.map(loginOf);
  return {
    APPEALMOD_REDDIT_URL: at.redditUrl,
    APPEALMOD_REDDIT_USERNAME: login.reddit_username,
    APPEALMOD_REDDIT_PASSWORD: login.reddit_password,
    APPEALMOD_CLIENT_ID: login.client_id,
    APPEALMOD_CLIENT_SECRET: login.client_secret,
    APPEALMOD_USER_AGENT: login.user_agent,
    ...(others.length > 0 ? { APPEALMOD_ACCOUNTS: JSON.stringify(others) } : {}),
    APPEALMOD_DATABASE_URL: at.databaseUrl,
    APPEALMOD_WEB_URL: `http://localhost:${at.webPort}`,
    APPEALMOD_DATA_DIR: join(at.dir, "data"),
    APPEALMOD_LOG_DIR: at.logDir,
    APPEALMOD_LINK_SECRET: "the proving ground's own secret for links",
    APPEALMOD_TREATMENT_FRACTION: "0.7",
    APPEALMOD_RECENT_POLL_INTERVAL: "0.5",
    APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "2",
  };
}

/** Our own environment without any settings in it, and without the operator's files of settings. */
function bareEnvironment(): Record<string, string | undefined> {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith("APPEALMOD_"));
  return {
    ...Object.fromEntries(entries),
    APPEALMOD_SETTINGS_FILE: "/dev/null",
    APPEALMOD_SECRETS_FILE: "/dev/null",
  };
}
