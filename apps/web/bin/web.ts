#!/usr/bin/env node
import cluster from "node:cluster";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import {
  ConfigError,
  secretValues,
  siteConfigFromEnvironment,
  siteOutOfReach,
} from "@appealmod/config";
import { catchLastWords } from "@appealmod/logger";
import type { RunningWeb, WebOptions } from "../src/process/start-web.ts";

// The space for young objects grows to its most while libraries are loaded, and never shrinks: a third
// of the process's memory. What is rendered for a request fits into less.
setFlagsFromString("--semi-space-growth-factor=1");
// And what is no longer needed is given back sooner, as in the bot.
setFlagsFromString("--heap-growing-percent=30");

const help = `Usage: pnpm web [--dev]

Starts the website: the start page, the sign-up and the appeal forms. Builds it first when
its sources have changed, and brings the database up to date.

  --dev    render from the sources, and again after each change
  --help   show this

Settings: conf/appealmod.yaml, certs/config.yaml, or the environment (APPEALMOD_WEB_URL,
APPEALMOD_WEB_HOST, APPEALMOD_WEB_PORT, APPEALMOD_DATABASE_URL).
`;

function optionsGiven(): { readonly isDev: boolean; readonly isHelp: boolean } {
  try {
    const { values } = parseArgs({
      options: { dev: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    return { isDev: values.dev ?? false, isHelp: values.help ?? false };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${help}`);
    process.exit(2);
  }
}

const { isDev, isHelp } = optionsGiven();
if (isHelp) {
  process.stdout.write(help);
  process.exit(0);
}

// The framework takes its choice between development and production from here, at import.
// biome-ignore lint/style/noProcessEnv: it is set for a library, not read as a setting of ours
(process.env as Record<string, string>).NODE_ENV = isDev ? "development" : "production";
// biome-ignore lint/style/noProcessEnv: nothing is told to anybody about this installation
process.env.NEXT_TELEMETRY_DISABLED = "1";

/** The first message of whoever started this process as one of several. */
const told = cluster.isWorker ? once(process, "message") : Promise.resolve([]);
const lastWords = catchLastWords();
const ending = new AbortController();
let stop: (() => Promise<void>) | undefined;
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    ending.abort();
    // A stop that hangs must not keep the process: what is left ends with it.
    setTimeout(() => process.exit(0), 1900).unref();
    if (stop) void stop().finally(() => process.exit(0));
  });
}

try {
  const config = siteConfigFromEnvironment();
  lastWords.hide(secretValues(config));
  const options = {
    ...{ config, isDev, appDir: join(import.meta.dirname, ".."), signal: ending.signal },
    notice: (line: string) => process.stderr.write(`${line}\n`),
  };
  const web = await start(options);
  stop = web.stop;
  if (ending.signal.aborted) await web.stop().finally(() => process.exit(0));
  // Whoever tries the site alone has no account yet, and no links to send.
  const problem = config.namesBotAccount && !cluster.isWorker ? siteOutOfReach(config) : null;
  if (problem !== null) process.stderr.write(`${problem}.\n`);
  const isPublic = config.webUrl !== web.address;
  if (cluster.isWorker) process.send?.({ address: web.address });
  else
    process.stdout.write(
      `The site is ready at ${web.address}${isPublic ? ` (public address ${config.webUrl})` : ""}\n`,
    );
} catch (error) {
  if (ending.signal.aborted) process.exit(0);
  // It has said why by itself.
  if (error instanceof Error && "code" in error && error.name === "WebProcessEnded")
    process.exit(Number(error.code));
  lastWords.say(explain(error));
  // As the bot: 2 is for what has to be written otherwise in the settings.
  process.exit(error instanceof ConfigError ? 2 : 1);
}

/** One process, or as many as the settings ask for; what is rendered from the sources needs one. */
async function start(options: WebOptions): Promise<RunningWeb> {
  if (!cluster.isWorker && options.config.webProcesses > 1 && !options.isDev) {
    const { startWebProcesses } = await import("../src/process/start-web-processes.ts");
    return startWebProcesses(options);
  }
  const { startWeb } = await import("../src/process/start-web.ts");
  if (!cluster.isWorker) return startWeb(options);
  // Nobody is left to serve for, and nobody would end this process.
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  const { toldSchema } = await import("../src/process/start-web-processes.ts");
  const { signKey } = toldSchema.parse((await told)[0]);
  return startWeb({ ...options, signKey: Buffer.from(signKey, "hex") });
}

/** Errors that we throw say what to do; anything else shows where it came from. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const taught = [
    ...["BuildError", "ListenError"],
    ...["DatabaseSetupError", "DatabaseUnreachableError", "EmbeddedPostgresError"],
  ];
  if (error instanceof ConfigError || taught.includes(error.name)) return error.message;
  return error.stack ?? error.message;
}
