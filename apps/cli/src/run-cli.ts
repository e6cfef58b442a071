import type { Writable } from "node:stream";
import { type Config, findRootDir, nearestName, programVersion } from "@appealmod/config";
import { createRedactor } from "@appealmod/logger";
import type { Command, CommandContext } from "./command.ts";
import { commands } from "./commands.ts";
import { composeParts } from "./compose.ts";
import { explainFailure } from "./explain-failure.ts";
import { UsageError } from "./failures.ts";
import { commandHelp, overview } from "./help.ts";
import { createScreen } from "./output/screen.ts";

/** What surrounds a run: the process's own, or a test's. */
export interface Surroundings {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly loadConfig: () => Config;
  readonly now: () => Date;
  readonly currentDir: string;
}

/**
 * Runs one command line. Never rejects: whatever goes wrong is told on stderr.
 *
 * @returns the exit code: 0; 1 where it could not be done; 2 where the command line or the
 *   settings are wrong
 */
export async function runCli(argv: readonly string[], around: Surroundings): Promise<number> {
  const screen = createScreen(around.stdout);
  const remark = createScreen(around.stderr).text;
  const parts = composeParts(around.loadConfig, remark);
  const context: CommandContext = { ...around, ...parts, screen, remark };
  // A package manager hands on the dashes that separate its own options from ours.
  const [name, ...args] = asCommand(argv[0] === "--" ? argv.slice(1) : argv);
  try {
    if (name === "--help" || name === "-h") {
      screen.text(overview(commands));
      return 0;
    }
    if (name === "--version") {
      screen.text(programVersion(findRootDir()) ?? "unknown");
      return 0;
    }
    const command = findCommand(name);
    if (wantsHelp(args)) screen.text(commandHelp(command));
    else await runAndClose(command, context, args, parts.close);
    return 0;
  } catch (error) {
    const { message, exitCode } = explainFailure(error, knownName(name));
    remark(createRedactor(parts.secrets())(message));
    return exitCode;
  }
}

async function runAndClose(
  command: Command,
  context: CommandContext,
  args: readonly string[],
  close: () => Promise<void>,
): Promise<void> {
  try {
    await command.run(context, args);
  } catch (error) {
    // Why it failed is worth more than what the tidying up may add.
    await close().catch(() => {});
    throw error;
  }
  await close();
}

/** `help` and `help COMMAND` are what --help is. */
function asCommand(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv;
  return first === "help" ? [...rest.slice(0, 1), "--help"] : argv;
}

function findCommand(name: string | undefined): Command {
  if (name === undefined)
    throw new UsageError(`Which command? There are ${commands.map((one) => one.name).join(", ")}.`);
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  const nearest = nearestName(
    name,
    commands.map((one) => one.name),
  );
  throw new UsageError(
    `There is no command "${name}".${nearest === undefined ? "" : ` Did you mean ${nearest}?`}`,
  );
}

function knownName(name: string | undefined): string | null {
  return commands.find((one) => one.name === name)?.name ?? null;
}

function wantsHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
}
