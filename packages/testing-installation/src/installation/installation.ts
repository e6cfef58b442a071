import { join } from "node:path";
import {
  type ControlClient,
  connectControl,
  type DemoCredentials,
} from "@appealmod/reddit-simulator/testing";
import { type StartedProcess, startProcess } from "./child-process.ts";
import { freePort } from "./free-port.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");

export interface InstallationOptions {
  /** Everything that is kept lies in here: database, logs, the pretend Reddit's state. */
  readonly dataDir: string;
  /** Preferred ports; another free one is taken where somebody listens already. */
  readonly webPort?: number;
  readonly redditPort?: number;
  /** Script and arguments of the bot; the bot itself when left out. */
  readonly bot?: readonly string[];
  /** More settings, as environment variables. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Keeps the pretend Reddit's state over a restart. */
  readonly keepsReddit?: boolean;
  readonly onLine?: (process: string, line: string) => void;
  readonly onStarted?: (process: string) => void;
}

/** Pretend Reddit, database, site and bot, each a process of its own. */
export interface Installation {
  /** Where everything is kept. */
  readonly dataDir: string;
  readonly redditUrl: string;
  readonly webUrl: string;
  readonly control: ControlClient;
  readonly demo: DemoCredentials;
  readonly reddit: StartedProcess;
  readonly web: StartedProcess;
  readonly bot: StartedProcess;
  /** The environment that every program of this installation is started with. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** One more bot, with another script and arguments where they are given. */
  startBot(args?: readonly string[]): Promise<StartedProcess>;
  stop(): Promise<void>;
}

/** Starts an installation with the demo community in it. Whatever was started is stopped when something fails. */
export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const running: StartedProcess[] = [];
  const start = async (
    name: string,
    args: readonly string[],
    ready: RegExp,
    env = bareEnvironment(),
  ) => {
    const started = await startProcess({
      name,
      args,
      ready,
      env,
      cwd: root,
      readyWithinMs: 180_000,
      onLine: (line) => options.onLine?.(name, line),
    });
    running.push(started);
    options.onStarted?.(name);
    return started;
  };
  // In reverse: whoever uses something goes before it.
  const stop = async () => {
    for (const process of running.splice(0).reverse()) await process.stop();
  };

  try {
    const redditPort = await freePort(options.redditPort);
    const redditUrl = `http://127.0.0.1:${redditPort}`;
    const state = options.keepsReddit
      ? ["--state", join(options.dataDir, "pretend-reddit.json")]
      : [];
    const reddit = await start(
      "pretend Reddit",
      [
        "packages/reddit-simulator/bin/simulator.ts",
        "--port",
        String(redditPort),
        "--seed",
        "demo",
        ...state,
      ],
      /Reddit simulator at/,
    );
    const control = connectControl(redditUrl);
    const webPort = await freePort(options.webPort);
    const webUrl = `http://localhost:${webPort}`;
    // Where people may be led back to after signing in, as an operator registers it at Reddit.
    const demo = await control.seedDemo({
      redirectUris: [`${webUrl}/api/auth/callback/reddit`],
    });
    const env = {
      ...bareEnvironment(),
      ...settingsOf({ redditUrl, webUrl, demo, dataDir: options.dataDir }),
      ...options.settings,
    };
    const web = await start(
      "site",
      ["apps/web/bin/web.ts"],
      new RegExp(`http://[^ ]*:${webPort}`),
      withoutBotSecrets(env),
    );
    const startBot = (args = options.bot ?? ["apps/bot/src/main.ts"]) =>
      start("bot", args, /runner-started.*started|started.*runner-started/, env);
    const bot = await startBot();
    const { dataDir } = options;
    return { dataDir, redditUrl, webUrl, control, demo, reddit, web, bot, env, startBot, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settingsOf(at: {
  readonly redditUrl: string;
  readonly webUrl: string;
  readonly demo: DemoCredentials;
  readonly dataDir: string;
}): Record<string, string> {
  const { demo } = at;
  return {
    APPEALMOD_REDDIT_URL: at.redditUrl,
    APPEALMOD_REDDIT_USERNAME: demo.bot.name,
    APPEALMOD_REDDIT_PASSWORD: demo.bot.password,
    APPEALMOD_CLIENT_ID: demo.clientId,
    APPEALMOD_CLIENT_SECRET: demo.clientSecret,
    APPEALMOD_USER_AGENT: "linux:appealmod-demo:1.0 (by /u/AppealModBot)",
    APPEALMOD_SITE_CLIENT_ID: demo.webClientId,
    APPEALMOD_SITE_CLIENT_SECRET: demo.webClientSecret,
    APPEALMOD_SUBREDDITS: demo.subreddit,
    APPEALMOD_WEB_URL: at.webUrl,
    APPEALMOD_DATA_DIR: at.dataDir,
    APPEALMOD_RECENT_POLL_INTERVAL: "1",
  };
}

/** What the site is given, as an operator who keeps the two apart gives it. */
function withoutBotSecrets(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const secret =
    /^APPEALMOD_(?!SITE_CLIENT_)(?:.*_PASSWORD|.*_SECRET|.*_TOKEN|SLACK_HOOK_.*|DB_CONNECTION_STRING|ACCOUNTS)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !secret.test(name)));
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
