import { rmSync } from "node:fs";
import { chmod, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, migrateDatabase, openDatabase, serveCommunities } from "@appealmod/db";
import { ensureEmbeddedPostgres } from "@appealmod/db/embedded";
import { migrateJobs } from "@appealmod/jobs";
import { type ControlClient, connectControl } from "@appealmod/reddit-simulator/testing";
import {
  awaitUntil,
  freePort,
  type StartedProcess,
  startProcess,
} from "@appealmod/testing-installation";
import { type BotProcess, startBotProcess } from "./bot-process.ts";

export const root = join(import.meta.dirname, "..", "..", "..", "..");

export const community = "BenchCreek";
export const account = { name: "BenchAppealBot", password: "bench-bot-password" };
const app = { clientId: "bench-app", clientSecret: "bench-secret" };

/** The bot's own default, in seconds. */
export const pollInterval = 5;

/** Pretend Reddit and Postgres of one measurement, and the processes that are measured on them. */
export interface BenchGround {
  readonly control: ControlClient;
  readonly database: Database;
  readonly databaseUrl: string;
  /** Starts the bot and waits until it has looked at the listing once. */
  startBot(): Promise<BotProcess>;
  /** Starts a bot with one runner only, and waits until it says so. */
  startRunner(runner: "recent" | "started"): Promise<BotProcess>;
  /** Where the site listens, once it was started. */
  readonly webUrl: string;
  /** @param port of one of several; that of `webUrl` where it is left out */
  startSite(port?: number): Promise<StartedProcess>;
  stop(): Promise<void>;
}

const open = new Set<() => void>();

/** For the exit of this process: leaves nothing running. */
export function killEverything(): void {
  for (const kill of open) kill();
}

/** @param settings more settings of the bot, as environment variables */
export async function openBenchGround(
  settings: Readonly<Record<string, string>> = {},
): Promise<BenchGround> {
  const dir = await mkdtemp(join(await realpath(tmpdir()), "appealmod-bench-"));
  // As root the database runs under another account, which must be able to pass through.
  await chmod(dir, 0o711);
  const logDir = join(dir, "logs");
  await mkdir(logDir);
  const closers: (() => Promise<unknown>)[] = [() => rm(dir, { recursive: true, force: true })];
  const killers: (() => void)[] = [];
  const killAll = () => {
    for (const kill of killers.splice(0).reverse()) {
      try {
        kill();
      } catch {
        // It has ended by itself.
      }
    }
    // The database may still be about to notice that it was told to end.
    rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  open.add(killAll);
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close().catch(() => {});
    open.delete(killAll);
  };

  try {
    const postgres = await ensureEmbeddedPostgres({ dataDir: join(dir, "data"), notice: () => {} });
    closers.push(() => postgres.release());
    killers.push(() => process.kill(postgres.pid, "SIGQUIT"));
    const database = openDatabase({ url: postgres.url, poolSize: 12, onError: () => {} });
    closers.push(() => database.close());
    await migrateDatabase(database.pool);
    await migrateJobs(database.pool);
    await serveCommunities(database, [community]);

    const start = async (name: string, args: string[], ready: RegExp, env = bareEnvironment()) => {
      const started = await startProcess({
        name,
        args,
        ready,
        env,
        cwd: root,
        readyWithinMs: 180_000,
      });
      closers.push(() => started.stop());
      killers.push(() => process.kill(started.pid, "SIGKILL"));
      return started;
    };
    const redditUrl = `http://127.0.0.1:${await freePort()}`;
    await start(
      "pretend Reddit",
      [
        "packages/reddit-simulator/bin/simulator.ts",
        "--no-rate-limit",
        "--port",
        new URL(redditUrl).port,
      ],
      /Reddit simulator at/,
    );
    const control = connectControl(redditUrl);
    await control.createApp({ ...app, name: "bench", type: "script" });
    await control.createRedditor(account);
    const moderators = ["WardenWren", account.name].map((name) => ({ name }));
    await control.createSubreddit({ name: community, moderators });

    const webPort = await freePort();
    const webUrl = `http://localhost:${webPort}`;
    const env = {
      ...bareEnvironment(),
      APPEALMOD_REDDIT_URL: redditUrl,
      APPEALMOD_REDDIT_USERNAME: account.name,
      APPEALMOD_REDDIT_PASSWORD: account.password,
      APPEALMOD_CLIENT_ID: app.clientId,
      APPEALMOD_CLIENT_SECRET: app.clientSecret,
      APPEALMOD_USER_AGENT: `linux:appealmod-bench:1.0 (by /u/${account.name})`,
      APPEALMOD_DATABASE_URL: postgres.url,
      APPEALMOD_WEB_URL: webUrl,
      APPEALMOD_DATA_DIR: join(dir, "data"),
      APPEALMOD_LOG_DIR: logDir,
      APPEALMOD_LINK_SECRET: "the measurements' own secret for links",
      APPEALMOD_RECENT_POLL_INTERVAL: `${pollInterval}`,
      ...settings,
    };
    let started = 0;
    const run = (args: readonly string[]) => {
      started += 1;
      const logPath = join(logDir, `process-${started}.log`);
      const bot = startBotProcess({ args, root, logPath, env });
      closers.push(() => bot.stop());
      killers.push(() => bot.kill());
      return bot;
    };
    return {
      control,
      database,
      databaseUrl: postgres.url,
      async startBot() {
        const looks = async () =>
          (await control.requests({ endpoint: "modmail.list", last: 0 })).total;
        const before = await looks();
        const bot = run([]);
        await awaitUntil("the bot's first look at the listing", async () => {
          return (await looks()) > before;
        });
        return bot;
      },
      async startRunner(runner) {
        const bot = run([runner]);
        await awaitUntil(`the start of ${runner}`, async () =>
          bot.log().includes(`${runner} has started`),
        );
        return bot;
      },
      webUrl,
      startSite: (port = webPort) =>
        start("site", ["apps/web/bin/web.ts"], new RegExp(`http://[^ ]*:${port}`), {
          ...env,
          // Loopback stands in for a proxy, so that each request can come from somebody else.
          APPEALMOD_WEB_PORT: String(port),
          APPEALMOD_TRUSTED_PROXIES: "127.0.0.1,::1",
        }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Our own environment without any settings in it, and without the operator's files of settings. */
export function bareEnvironment(): Record<string, string | undefined> {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith("APPEALMOD_"));
  return {
    ...Object.fromEntries(entries),
    APPEALMOD_SETTINGS_FILE: "/dev/null",
    APPEALMOD_SECRETS_FILE: "/dev/null",
  };
}
