import { setGlobalProxyFromEnv } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import {
  configFromEnvironment,
  type OutboundProxy,
  outboundProxy,
  secretValues,
} from "@appealmod/config";
import { catchLastWords, type LastWords } from "@appealmod/logger";
import { type BotArguments, parseBotArguments, usage } from "./arguments.ts";
import { type Bot, composeBot } from "./compose.ts";
import { explainFailure } from "./report-failure.ts";
import { runOnce } from "./run-once.ts";
import { runUntilStopped } from "./run-until-stopped.ts";

/** Together with the stop of jobs and runners this stays below two seconds. */
const closeWithinMs = 600;

/** Does what the command line asks for; a failure is explained on stderr and by the exit code. */
export async function runBot(argv: readonly string[]): Promise<void> {
  const lastWords = catchLastWords();
  try {
    await run(argv, lastWords);
  } catch (error) {
    const { message, exitCode } = explainFailure(error);
    lastWords.say(message);
    process.exitCode = exitCode;
  }
}

async function run(argv: readonly string[], lastWords: LastWords): Promise<void> {
  const args: BotArguments = parseBotArguments(argv);
  if (args.help) {
    process.stdout.write(usage);
    return;
  }
  const config = configFromEnvironment();
  lastWords.hide(secretValues(config));
  const proxy = outboundProxy(config);
  if (proxy !== null) setGlobalProxyFromEnv(proxy.environment);
  const bot = await composeBot(config);
  lastWords.hide(bot.secrets);
  if (proxy !== null) recordProxy(bot, proxy);
  if (args.once) return await runOnce(bot, args.runners).finally(() => bot.close());
  await runUntilStopped(bot, args.runners).finally(() =>
    // A database or disk that does not answer must not hold up a stop.
    Promise.race([bot.close(), wait(closeWithinMs)]),
  );
}

function recordProxy({ ports: { events, clock } }: Bot, { summary }: OutboundProxy): void {
  events.record({
    event: "proxy-used",
    level: "info",
    audience: "detail",
    message: summary,
    at: clock.now(),
  });
}
