import type { Command } from "../command.ts";
import { UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readChoice } from "../input/read-choice.ts";

/** @param commands all of them, asked for when they are known */
export function completion(commands: () => readonly Command[]): Command {
  return {
    name: "completion",
    summary: "print what lets a shell complete commands and options",
    usage: `Usage: pnpm appealmod completion bash
       pnpm appealmod completion zsh

Prints a script for the shell's start-up file. It completes the words after appealmod, however that is
begun: as an alias, or by pnpm.

Example: pnpm --silent appealmod completion bash >> ~/.bashrc
`,
    async run({ screen }, args) {
      const [written, ...more] = readArguments(args, {}).positionals;
      nothingMore(more);
      if (written === undefined) throw new UsageError("For which shell? bash or zsh.");
      const shell = readChoice("The shell", written, ["bash", "zsh"]);
      screen.text(scriptFor(shell, commands()));
    },
  };
}

/** A command's help is the one place that says what may be written: its words are offered. */
export function wordsOf({ name, usage }: Command): readonly string[] {
  const lines = usage.split("\n").filter((line) => line.includes(`appealmod ${name} `));
  const verbs = lines.flatMap((line) =>
    (line.split(`appealmod ${name} `)[1] ?? "")
      .split(/\s+/)
      .filter((word) => /^[a-z-]+$/.test(word)),
  );
  const options = usage.match(/(?<![\w-])--[a-z-]+/g) ?? [];
  return [...new Set([...verbs.filter((word) => !word.startsWith("-")), ...options, "--help"])];
}

function scriptFor(shell: "bash" | "zsh", commands: readonly Command[]): string {
  const cases = commands.map((each) => `    ${each.name}) words="${wordsOf(each).join(" ")}" ;;`);
  const names = commands.map(({ name }) => name).join(" ");
  return `${shell === "zsh" ? "autoload -U +X bashcompinit && bashcompinit\n" : ""}_appealmod() {
  local at=1 words
  [ "\${COMP_WORDS[0]##*/}" = pnpm ] && at=2
  [ "$at" = 2 ] && [ "\${COMP_WORDS[1]}" != appealmod ] && return
  if [ "$COMP_CWORD" -le "$at" ]; then words="${names} --help"; else
  case "\${COMP_WORDS[$at]}" in
${cases.join("\n")}
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _appealmod pnpm appealmod`;
}
