import { configFromEnvironment } from "@appealmod/config";
import { type BotArguments, parseBotArguments, usage } from "./arguments.ts";
import { composeBot } from "./compose.ts";
import { explainFailure } from "./report-failure.ts";
import { runOnce } from "./run-once.ts";
import { runUntilStopped } from "./run-until-stopped.ts";

async function main(argv: readonly string[]): Promise<void> {
  const args: BotArguments = parseBotArguments(argv);
  if (args.help) {
    process.stdout.write(usage);
    return;
  }
  const config = configFromEnvironment();
  const bot = await composeBot(config);
  try {
    await (args.once ? runOnce(bot, args.runners) : runUntilStopped(bot, args.runners));
  } finally {
    await bot.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const { message, exitCode } = explainFailure(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = exitCode;
}
