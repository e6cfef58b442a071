import { setTimeout as wait } from "node:timers/promises";
import { configFromEnvironment } from "@appealmod/config";
import { type BotArguments, parseBotArguments, usage } from "./arguments.ts";
import { composeBot } from "./compose.ts";
import { explainFailure } from "./report-failure.ts";
import { runOnce } from "./run-once.ts";
import { runUntilStopped } from "./run-until-stopped.ts";

/** Together with the stop of jobs and runners this stays below two seconds. */
const closeWithinMs = 600;

async function main(argv: readonly string[]): Promise<void> {
  const args: BotArguments = parseBotArguments(argv);
  if (args.help) {
    process.stdout.write(usage);
    return;
  }
  const config = configFromEnvironment();
  const bot = await composeBot(config);
  if (args.once) return await runOnce(bot, args.runners).finally(() => bot.close());
  await runUntilStopped(bot, args.runners).finally(() =>
    // A database or disk that does not answer must not hold up a stop.
    Promise.race([bot.close(), wait(closeWithinMs)]),
  );
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const { message, exitCode } = explainFailure(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = exitCode;
}
// A request that Reddit leaves unanswered would keep the process alive until it times out.
process.exit();
