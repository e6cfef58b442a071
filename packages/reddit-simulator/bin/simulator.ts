#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startRedditSimulator } from "../src/index.ts";

const HELP = `A pretend Reddit for development and tests.

  pnpm simulator [options]

  --port N           port to listen on; 0 takes a free one (default 8085)
  --host H           address to listen on (default 127.0.0.1)
  --state FILE       keep the state in this file, and start from it
  --seed demo        create the demo community r/PineLakeHikers with people and apps
  --quota N          requests per ten minutes, account and client (default 1000)
  --no-rate-limit    no limit
  --control-token T  ask for this token on /_control/
  --help             this text

Point any client at the printed address, for www.reddit.com and oauth.reddit.com alike.
Open the same address in a browser to be a redditor or a moderator.
`;

/** What went wrong in words, for somebody at a terminal. */
class UsageError extends Error {}

function readOptions(argv: string[]) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        port: { type: "string", default: "8085" },
        host: { type: "string", default: "127.0.0.1" },
        state: { type: "string" },
        seed: { type: "string" },
        quota: { type: "string" },
        "no-rate-limit": { type: "boolean", default: false },
        "control-token": { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new UsageError(`--${name} wants a whole number from ${least} to ${most}, not "${text}".`);
  }
  return number;
}

async function main(argv: string[]): Promise<void> {
  const options = readOptions(argv);
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const port = wholeNumber("port", options.port, 0, 65_535);
  const unlimited = options["no-rate-limit"];
  if (unlimited && options.quota !== undefined) {
    throw new UsageError("--quota and --no-rate-limit exclude each other: give one of them.");
  }
  if (options.seed !== undefined && options.seed !== "demo") {
    throw new UsageError(`--seed knows only "demo", not "${options.seed}".`);
  }
  const quota =
    options.quota === undefined ? 1000 : wholeNumber("quota", options.quota, 1, 1_000_000_000);
  const simulator = await startRedditSimulator({
    port,
    host: options.host,
    quota: unlimited ? null : quota,
    ...(options.state === undefined ? {} : { stateFile: options.state }),
    ...(options["control-token"] === undefined ? {} : { controlToken: options["control-token"] }),
  });
  if (options.seed === "demo") {
    const demo = await simulator.control.seedDemo();
    process.stdout.write(
      [
        `Demo community: r/${demo.subreddit}`,
        `Bot: username ${demo.bot.name}, password ${demo.bot.password}`,
        `Bot's app: client_id ${demo.clientId}, client_secret ${demo.clientSecret}`,
        `Site's app: client_id ${demo.webClientId}, client_secret ${demo.webClientSecret}`,
        `Moderators: ${demo.moderators.join(", ")}. Redditors: ${demo.redditors.join(", ")}`,
        "",
      ].join("\n"),
    );
  }
  process.stdout.write(`Reddit simulator at ${simulator.url}\n`);
  const stop = (): void => {
    process.off("SIGTERM", stop);
    process.off("SIGINT", stop);
    simulator.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function fail(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError) {
    process.stderr.write(`simulator: ${message}\nTry --help.\n`);
    process.exit(2);
  }
  const teach: Record<string, string> = {
    EADDRINUSE: "the port is taken: stop what listens there, or give another with --port.",
    EACCES:
      "not allowed to listen there or to write the state file: choose another --port or --state.",
    ENOTFOUND: "--host is no address of this machine.",
    EADDRNOTAVAIL: "--host is no address of this machine.",
  };
  process.stderr.write(`simulator: ${teach[code ?? ""] ?? message}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
