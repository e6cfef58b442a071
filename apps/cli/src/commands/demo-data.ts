import { InstallationInUseError, makeDemoData } from "@appealmod/use-cases";
import type { Command } from "../command.ts";
import { CommandFailed, UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";

const mostAppeals = 5_000_000;

export const demoData: Command = {
  name: "demo-data",
  summary: "fill an empty installation with made-up appeals, to look at",
  usage: `Usage: pnpm appealmod demo-data --appeals N [--seed S]

Makes communities, bans, an experiment of N draws with a known effect of treatment (6 percentage
points more lifted bans), phases of different fractions, and all outcomes. The same seed makes the
same data. Refused where communities are served or appeals are kept: use an empty database.

Example: pnpm appealmod demo-data --appeals 5000
`,
  async run({ installation, remark, now }, args) {
    const { values, positionals } = readArguments(args, {
      appeals: { type: "string" },
      seed: { type: "string" },
    });
    nothingMore(positionals);
    if (values.appeals === undefined) throw new UsageError("How many? --appeals 5000, say.");
    const appeals = readWhole("--appeals", values.appeals, mostAppeals);
    const seed = readWhole("--seed", values.seed ?? "1", Number.MAX_SAFE_INTEGER);
    try {
      await makeDemoData(
        await installation(),
        { kind: "operator" },
        { appeals, seed, until: now() },
      );
    } catch (error) {
      if (error instanceof InstallationInUseError) throw new CommandFailed(error.message);
      throw error;
    }
    remark(`${appeals} draws with what came before and after them, of seed ${seed}.`);
  },
};

function readWhole(option: string, written: string, most: number): number {
  const value = Number(written);
  if (!/^\d+$/.test(written) || value < 1 || value > most)
    throw new UsageError(`${option} takes a whole number from 1 to ${most}, not "${written}".`);
  return value;
}
