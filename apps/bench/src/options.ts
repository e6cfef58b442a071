import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** What can be measured, in the order in which it is measured. */
export const rowNames = [
  "requests",
  "passes",
  "waiting",
  "workers",
  "site",
  "room",
  "research",
  "coverage",
  "backlog",
  "burst",
  "installation",
] as const;

export type RowName = (typeof rowNames)[number];

export const usage = `Usage: pnpm bench [options]

Measures the bot and the site against a pretend Reddit and a Postgres, each a process of its
own, and prints a table. It says what is, never whether that is good enough.

  --rows LIST   all (default), or some of these, with commas between them:
                requests  requests for an appeal, by endpoint, spread and in one heap
                passes    requests of each runner's passes with 10 to 10,000 waiting appeals
                waiting   with 0 to 10,000 waiting appeals: times from message to invite
                          and from form to note, memory of the bot
                workers   conversations a second and CPU of each, one and two processes
                site      form pages and sent forms a second, their times; bytes of the pages
                room      queue, search and an appeal's page for moderators of 100,000 appeals
                          in 200 communities: times one at a time, and queries
                research  the researcher's pages, download and memory at 1,000,000 draws
                coverage  1,000 simulated experiments: how often limits hold the truth
                backlog   a heap of new appeals with Reddit's limit on
                installation  1,000,000 appeals in 200 communities, 4 bots, 2 sites: pages,
                          requests, CPU, memory
                burst     as many as arrive within a minute, with Reddit's limit on
  --appeals N   of the row research
  --against DIR the site row alone: another checkout's site beside ours, with 20,000 appeals and the
                same load by turns; DIR must be set up, and ours runs two processes
  --quick       a tenth of everything, to see that it works
  --seed-room   measures nothing: opens the moderators' room with the appeals of the row room
                in an installation of its own, to look around in, until Ctrl-C
  --help        this text
`;

export interface BenchOptions {
  readonly rows: readonly RowName[];
  readonly isQuick: boolean;
  readonly isSeedOnly: boolean;
  readonly appeals: number | null;
  /** Another checkout, whose site is measured beside ours; `null` for none. */
  readonly against: string | null;
}

export class UsageError extends Error {}

/** @returns `null` when help was asked for. @throws UsageError that names the option */
export function parseOptions(argv: readonly string[]): BenchOptions | null {
  const values = read(argv);
  if (values.help) return null;
  return {
    rows: rowsFrom(values.rows),
    isQuick: values.quick,
    isSeedOnly: values["seed-room"],
    appeals: wholeFrom(values.appeals),
    against: values.against ? resolve(values.against) : null,
  };
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({
      args: argv.filter((word) => word !== "--"),
      options: {
        rows: { type: "string", default: "all" },
        appeals: { type: "string" },
        against: { type: "string" },
        quick: { type: "boolean", default: false },
        "seed-room": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeFrom(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (!/^[1-9]\d{0,6}$/.test(written))
    throw new UsageError(`--appeals takes a whole number from 1 to 9,999,999, not "${written}".`);
  return Number(written);
}

function rowsFrom(text: string): readonly RowName[] {
  if (text === "all") return rowNames;
  const asked = text.split(",").map((name) => name.trim());
  const stranger = asked.find((name) => !rowNames.some((known) => known === name));
  if (stranger !== undefined)
    throw new UsageError(`--rows knows no "${stranger}": all, or ${rowNames.join(", ")}.`);
  return rowNames.filter((name) => asked.includes(name));
}
