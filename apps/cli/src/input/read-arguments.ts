import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearestName } from "@appealmod/config";
import { UsageError } from "../failures.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * Options and words of a command line.
 *
 * @throws UsageError naming the option that is not understood, and the one that is nearest
 */
export function readArguments<const Known extends Options>(
  args: readonly string[],
  options: Known,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /^Unknown option '--?([^']*)'/.exec(message)?.[1];
    if (unknown === undefined) throw new UsageError(message);
    const names = Object.keys(options);
    const nearest = nearestName(unknown, names);
    const advice =
      nearest === undefined
        ? `Known: ${names.map((name) => `--${name}`).join(", ") || "none"}.`
        : `Did you mean --${nearest}?`;
    throw new UsageError(`There is no option --${unknown} here. ${advice}`);
  }
}

/** @throws UsageError when words were written that the command has no use for */
export function nothingMore(words: readonly string[]): void {
  if (words.length === 0) return;
  const quoted = words.map((word) => `"${word}"`).join(", ");
  throw new UsageError(`What is ${quoted} meant to say? Nothing more is expected there.`);
}
