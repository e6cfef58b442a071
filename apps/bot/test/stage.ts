import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRootDir, loadConfig } from "@appealmod/config";
import type { BotEvent } from "@appealmod/core";
import { type Database, migrateDatabase, openDatabase } from "@appealmod/db";
import { createTestDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { type RedditSimulator, startRedditSimulator } from "@appealmod/reddit-simulator";
import { onTestFinished } from "vitest";
import type { RunnerName } from "../src/arguments.ts";
import { type Bot, composeBot } from "../src/compose.ts";
import { runOnce } from "../src/run-once.ts";

export type Settings = Readonly<Record<string, string | undefined>>;

/** What a person at the simulator's desk knows of the demo community. */
export const community = {
  subreddit: "PineLakeHikers",
  bot: "AppealModBot",
  moderator: "RangerOlive",
  otherModerator: "TrailmasterSam",
} as const;

/** Passwords and the like: none of them may ever be printed. */
export const secrets = {
  password: "demo-bot-password",
  clientSecret: "demo-script-secret",
  linkSecret: "a-link-secret-for-tests-0123456789",
} as const;

/** A pretend Reddit with its demo community, and an empty database: one installation without a bot. */
export interface Stage {
  readonly reddit: RedditSimulator;
  readonly control: RedditSimulator["control"];
  readonly databaseUrl: string;
  readonly database: Database;
  readonly dataDir: string;
  /** The settings of the installation as environment variables. */
  readonly env: Settings;
  readonly now: () => Date;
  /** Everybody's clock moves: Reddit's and, of bots composed here, the bot's. */
  passDays(days: number): void;
  passSeconds(seconds: number): void;
  /** One pass of a bot in this process, composed for it; what it told of is the answer. */
  pass(runner: RunnerName, settings?: Settings): Promise<readonly BotEvent[]>;
  /** A bot in this process, and what it tells of; whoever composes it closes it. */
  listenedBot(
    settings?: Settings,
  ): Promise<{ readonly bot: Bot; readonly events: readonly BotEvent[] }>;
  /** The requests that somebody's work costs, by endpoint; logins aside. */
  requestsOf(work: () => Promise<unknown>): Promise<Record<string, number>>;
}

/** Tidies up when a test is over; tests that run side by side bring their own. */
export type OnEnd = (tidy: () => Promise<void>) => void;

export async function openStage(
  settings: Settings = {},
  onEnd: OnEnd = onTestFinished,
): Promise<Stage> {
  let passedMs = 0;
  const now = () => new Date(Date.now() + passedMs);
  const [reddit, database, dataDir] = await Promise.all([
    startRedditSimulator({ quota: null, clock: () => now().getTime() }),
    openTestDatabase(),
    makeFolder(),
  ]);
  const { control } = reddit;
  const demo = await control.seedDemo();
  const env: Settings = {
    APPEALMOD_SETTINGS_FILE: "/dev/null",
    APPEALMOD_SECRETS_FILE: "/dev/null",
    APPEALMOD_REDDIT_URL: reddit.url,
    APPEALMOD_REDDIT_USERNAME: demo.bot.name,
    APPEALMOD_REDDIT_PASSWORD: secrets.password,
    APPEALMOD_CLIENT_ID: demo.clientId,
    APPEALMOD_CLIENT_SECRET: secrets.clientSecret,
    APPEALMOD_USER_AGENT: "linux:appealmod-test:1.0 (by /u/AppealModBot)",
    APPEALMOD_SUBREDDITS: demo.subreddit,
    APPEALMOD_DATABASE_URL: database.url,
    APPEALMOD_WEB_URL: "http://site.test",
    APPEALMOD_LINK_SECRET: secrets.linkSecret,
    APPEALMOD_DATA_DIR: dataDir,
    ...settings,
  };
  onEnd(async () => {
    await reddit.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const listenedBot = async (more: Settings = {}) => {
    const events: BotEvent[] = [];
    const config = loadConfig({
      env: { ...env, APPEALMOD_LOG_LEVEL: "error", ...more },
      rootDir: findRootDir(),
    });
    const bot = await composeBot(config, { now }, (event) => events.push(event));
    return { bot, events };
  };
  return {
    reddit,
    control,
    databaseUrl: database.url,
    database,
    dataDir,
    env,
    now,
    passDays(days) {
      passedMs += days * 24 * 60 * 60 * 1000;
    },
    passSeconds(seconds) {
      passedMs += seconds * 1000;
    },
    listenedBot,
    async pass(runner, more = {}) {
      const { bot, events } = await listenedBot(more);
      try {
        await runOnce(bot, [runner]);
      } finally {
        await bot.close();
      }
      return events;
    },
    async requestsOf(work) {
      await control.resetRequests();
      await work();
      const { byEndpoint } = await control.requests();
      const { "oauth.access_token": _, ...requests } = byEndpoint;
      return requests;
    },
  };
}

async function openTestDatabase() {
  const { url, drop } = await createTestDatabase({
    template: { name: "bot", prepare: migrateEverything },
  });
  const database = openDatabase({ url, poolSize: 4 });
  return {
    ...database,
    url,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

async function migrateEverything(url: string): Promise<void> {
  const database = openDatabase({ url, poolSize: 2 });
  await migrateDatabase(database.pool);
  await migrateJobs(database.pool);
  await database.close();
}

/** As root, an embedded Postgres runs under another account, which must be able to pass through. */
async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "appealmod-bot-"));
  await chmod(folder, 0o711);
  return folder;
}
