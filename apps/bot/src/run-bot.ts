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
import { openMonitoring } from "./open-monitoring.ts";
import { explainFailure } from "./report-failure.ts";
import { runOnce } from "./run-once.ts";
import { runUntilStopped } from "./run-until-stopped.ts";

/** A stop takes no longer than this, from the signal to the end: below two seconds. */
const stopWithinMs = 1_700;

/** What closing is given at least, however long the stop of jobs and runners took. */
const leastCloseMs = 500;

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
  let stopsSince = Number.NEGATIVE_INFINITY;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => {
      stopsSince = performance.now();
    });
  const monitoring = await openMonitoring(bot).catch(async (error: unknown) => {
    await bot.close();
    throw error;
  });
  await runUntilStopped(bot, args.runners).finally(async () => {
    await monitoring?.close();
    const left = stopWithinMs - (performance.now() - stopsSince);
    // A database or disk that does not answer must not hold up a stop.
    return Promise.race([bot.close(), wait(Math.max(leastCloseMs, left))]);
  });
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
