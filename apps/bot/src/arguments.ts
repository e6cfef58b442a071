import { parseArgs } from "node:util";

export type RunnerName = "recent" | "started";

/** What the command line asks for. */
export interface BotArguments {
  readonly runners: readonly RunnerName[];
  /** One pass, with the jobs that it caused, then exit. */
  readonly once: boolean;
  readonly help: boolean;
}

export const usage = `Usage: pnpm bot [recent | started] [--once]

  recent     follows the modmail listing and hands over what changed
  started    looks after appeals that are due: forms sent, cutoffs, outcomes
  (neither)  both in one process

  --once     one pass, the jobs that it caused, then exit: 0, or non-zero with a reason
  --help     this text

Settings come from the environment (APPEALMOD_...), certs/config.yaml and
conf/appealmod.yaml, in this order. They are explained in conf/appealmod.yaml.
`;

/** A command line that we do not understand; the message says what is allowed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** @throws UsageError naming the word that is not understood */
export function parseBotArguments(argv: readonly string[]): BotArguments {
  const { values, positionals } = parse(argv);
  const [name, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`One runner at most, not also "${more.join(" ")}".`);
  if (name !== undefined && name !== "recent" && name !== "started")
    throw new UsageError(
      `There is no runner "${name}": it is recent, started or nothing for both.`,
    );
  return {
    runners: name === undefined ? ["recent", "started"] : [name],
    once: values.once ?? false,
    help: values.help ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: argv.filter((word) => word !== "--"),
      allowPositionals: true,
      options: { once: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
