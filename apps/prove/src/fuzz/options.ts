import { parseArgs } from "node:util";
import { type TargetName, targetNames } from "./target.ts";

export const usage = `Usage: pnpm fuzz [options]

Asks the policy about random snapshots, lets the mapping read random answers, and lets the
adapter talk to a server that answers anything at all, over real HTTP. Shows random answers to
moderators in both of Reddit's dialects of Markdown: each must read as it was typed. Counts what
crashed, hung or was left unhandled. Exit 0 if nothing was, 1 if something was, 2 if fuzzing itself failed.

  --only LIST      some of ${targetNames.join(", ")}, with commas between them
  --snapshots N    for the policy (default 100000)
  --answers N      for the mapping (default 100000)
  --http N         HTTP answers for the adapter (default 10000)
  --texts N        typed texts for the Markdown of a note (default 100000)
  --seed S         a whole number; the same seed asks the same (default: another each time)
  --help           this text
`;

export interface FuzzOptions {
  readonly seed: number;
  /** How many cases of each target; those that are left out were not asked for. */
  readonly cases: ReadonlyMap<TargetName, number>;
}

export class UsageError extends Error {}

/** @returns `null` when help was asked for. @throws UsageError that names the option */
export function parseOptions(argv: readonly string[]): FuzzOptions | null {
  const values = read(argv);
  if (values.help) return null;
  const wanted = targetsFrom(values.only);
  const counts: Readonly<Record<TargetName, number>> = {
    policy: whole("snapshots", values.snapshots),
    mapping: whole("answers", values.answers),
    adapter: whole("http", values.http),
    markdown: whole("texts", values.texts),
  };
  return {
    seed:
      values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : whole("seed", values.seed),
    cases: new Map(wanted.map((name) => [name, counts[name]])),
  };
}

/** The command that asks the same of one target. */
export function commandFor(name: TargetName, cases: number, seed: number): string {
  const options = { policy: "snapshots", mapping: "answers", adapter: "http", markdown: "texts" };
  return `pnpm fuzz --only ${name} --${options[name]} ${cases} --seed ${seed}`;
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({
      args: argv.filter((word) => word !== "--"),
      options: {
        only: { type: "string" },
        snapshots: { type: "string", default: "100000" },
        answers: { type: "string", default: "100000" },
        http: { type: "string", default: "10000" },
        texts: { type: "string", default: "100000" },
        seed: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 2 ** 31 || (number < 1 && name !== "seed"))
    throw new UsageError(`--${name} wants a whole number from 1 on, not "${text}".`);
  return number;
}

function targetsFrom(text: string | undefined): readonly TargetName[] {
  if (text === undefined) return targetNames;
  return text.split(",").map((name) => {
    const known = targetNames.find((one) => one === name.trim());
    if (!known) throw new UsageError(`--only knows no "${name}": ${targetNames.join(", ")}.`);
    return known;
  });
}
