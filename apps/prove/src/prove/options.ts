import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { type FaultKind, faultKinds } from "./faults/fault-plan.ts";
import { communities, type StoryKind, storyKinds } from "./stories/story.ts";

export const usage = `Usage: pnpm prove [options]

Tells random stories of bans and appeals to a real bot, a pretend Reddit and a Postgres, each a
process of its own, while things break. In the end an oracle that knows only the stories and
what Reddit shows says what was lost, doubled or wrong. Exit 0 if nothing was, 1 if
something was, 2 if the run itself failed.

  --stories N      how many stories (default 100)
  --seed S         a whole number; the same seed tells the same stories and breaks the same
                   things at the same times (default: drawn, and printed)
  --seeds N        runs one after the other, with this seed and the next ones (default 1)
  --faults LIST    all (default), none, or some of these, with commas between them:
                   ${faultKinds.slice(0, 6).join(", ")},
                   ${faultKinds.slice(6, 12).join(", ")},
                   ${faultKinds.slice(12).join(", ")};
                   the last one wants several accounts
  --kinds LIST     tells only stories of these kinds, with commas between them
  --minutes M      over which the stories begin (default: by their number)
  --workers W      bot processes, 1 to 8 (default 2)
  --accounts A     of the bot, 1 to ${communities.length}; they divide the communities between them (default 1)
  --story LIST     tells only these stories of the seed, with the faults of their time
  --shrink M       for how many minutes a failure is told again with fewer stories and fewer
                   faults, to find the smallest that still fails (default 5; 0: not at all)
  --site           sends the forms through the real site
  --keep           keeps the logs of the run, and says where they are
  --help           this text
`;

export interface ProveOptions {
  readonly stories: number;
  readonly seed: number;
  /** How many runs, each with a seed of its own. */
  readonly seeds: number;
  readonly faults: readonly FaultKind[];
  readonly kinds: readonly StoryKind[];
  readonly durationMs: number;
  readonly workers: number;
  readonly accounts: number;
  /** `null`: all of them. */
  readonly only: readonly number[] | null;
  readonly shrinkMs: number;
  readonly withSite: boolean;
  readonly keep: boolean;
}

const mostSeed = 2 ** 31;

export class UsageError extends Error {}

/** @returns `null` when help was asked for. @throws UsageError that names the option */
export function parseOptions(argv: readonly string[]): ProveOptions | null {
  const values = read(argv);
  if (values.help) return null;
  const stories = whole("stories", values.stories, 1, 100_000);
  const accounts = whole("accounts", values.accounts, 1, communities.length);
  const seeds = whole("seeds", values.seeds, 1, 1000);
  if (seeds > 1 && values.story !== undefined)
    throw new UsageError("--seeds tells other stories each time: --story wants a single seed.");
  const minutes = values.minutes === undefined ? defaultMinutes(stories) : Number(values.minutes);
  if (!(minutes > 0 && minutes <= 24 * 60))
    throw new UsageError(`--minutes wants a number above 0, not "${values.minutes}".`);
  return {
    stories,
    seed: values.seed === undefined ? drawSeed() : whole("seed", values.seed, 0, mostSeed),
    seeds,
    faults: faultsFrom(values.faults, accounts),
    kinds: values.kinds === undefined ? storyKinds : kindsFrom(values.kinds),
    durationMs: Math.round(minutes * 60_000),
    workers: whole("workers", values.workers, 1, 8),
    accounts,
    only: values.story === undefined ? null : storiesFrom(values.story, stories),
    shrinkMs: whole("shrink", values.shrink, 0, 24 * 60) * 60_000,
    withSite: values.site,
    keep: values.keep,
  };
}

/** A run for each seed. */
export function runsOf(options: ProveOptions): readonly ProveOptions[] {
  return Array.from({ length: options.seeds }, (_, index) => ({
    ...options,
    seed: options.seed + index,
    seeds: 1,
  }));
}

/** Short enough to be read out, and other than yesterday's. */
function drawSeed(): number {
  return randomInt(1_000_000);
}

/** The command that tells the same again. */
export function commandFor(
  options: ProveOptions,
  only: readonly number[] | null = options.only,
): string {
  const hasAll = options.faults.length === allFaults(options.accounts).length;
  const faults = hasAll ? "all" : options.faults.join(",") || "none";
  return [
    `pnpm prove --stories ${options.stories} --seed ${options.seed} --faults ${faults}`,
    `--minutes ${Number((options.durationMs / 60_000).toFixed(6))} --workers ${options.workers}`,
    ...(options.accounts === 1 ? [] : [`--accounts ${options.accounts}`]),
    ...(options.kinds.length === storyKinds.length ? [] : [`--kinds ${options.kinds.join(",")}`]),
    ...(only === null ? [] : [`--story ${only.join(",")}`]),
    ...(options.withSite ? ["--site"] : []),
  ].join(" ");
}

/** Ten stories begin in a second, and a short run lasts long enough for something to break. */
function defaultMinutes(stories: number): number {
  return Math.max(20, stories / 10) / 60;
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({
      args: argv.filter((word) => word !== "--"),
      options: {
        stories: { type: "string", default: "100" },
        seed: { type: "string" },
        seeds: { type: "string", default: "1" },
        faults: { type: "string", default: "all" },
        kinds: { type: "string" },
        minutes: { type: "string" },
        workers: { type: "string", default: "2" },
        accounts: { type: "string", default: "1" },
        story: { type: "string" },
        shrink: { type: "string", default: "5" },
        site: { type: "boolean", default: false },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new UsageError(`--${name} wants a whole number from ${least} to ${most}, not "${text}".`);
  return number;
}

function storiesFrom(text: string, most: number): readonly number[] {
  const numbers = text.split(",").map((one) => whole("story", one.trim(), 1, most));
  return [...new Set(numbers)].sort((one, other) => one - other);
}

function kindsFrom(text: string): readonly StoryKind[] {
  return text.split(",").map((name) => {
    const kind = storyKinds.find((known) => known === name.trim());
    if (!kind) throw new UsageError(`--kinds knows no "${name}": ${storyKinds.join(", ")}.`);
    return kind;
  });
}

/** A community can be moved only where there is another account to move it to. */
function allFaults(accounts: number): readonly FaultKind[] {
  return faultKinds.filter((kind) => kind !== "move-community" || accounts > 1);
}

function faultsFrom(text: string, accounts: number): readonly FaultKind[] {
  if (text === "all") return allFaults(accounts);
  if (text === "none") return [];
  return text.split(",").map((name) => {
    const kind = faultKinds.find((known) => known === name.trim());
    if (!kind)
      throw new UsageError(`--faults knows no "${name}": all, none, or ${faultKinds.join(", ")}.`);
    if (!allFaults(accounts).includes(kind))
      throw new UsageError(`--faults ${kind} wants several accounts: --accounts 2.`);
    return kind;
  });
}
