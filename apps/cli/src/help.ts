import type { Command } from "./command.ts";

/** What there is, for whoever does not know yet. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "Usage: pnpm appealmod COMMAND [...]",
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "pnpm appealmod COMMAND --help tells more, --version which version this is. Communities and",
    "redditors may be written with or without r/ and u/. Times are UTC. --json gives data to programs.",
    "",
    "Exit codes: 0; 1 where it could not be done; 2 where the command line or a setting is wrong.",
    "Settings come from the environment (APPEALMOD_...), certs/config.yaml and",
    "conf/appealmod.yaml, in this order.",
  ].join("\n");
}

export function commandHelp({ summary, usage }: Command): string {
  return `${summary[0]?.toUpperCase()}${summary.slice(1)}.\n\n${usage.trimEnd()}`;
}
