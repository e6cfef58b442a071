import { parseArgs } from "node:util";

/** What can be measured, in the order in which it is measured. */
export const rowNames = [
  "requests",
  "passes",
  "waiting",
  "workers",
  "site",
  "room",
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
                backlog   a heap of new appeals with Reddit's limit on
                installation  1,000,000 appeals in 200 communities, 4 bots, 2 sites: pages,
                          requests, CPU, memory
                burst     as many as arrive within a minute, with Reddit's limit on
  --quick       a tenth of everything, to see that it works
  --help        this text
`;

export interface BenchOptions {
  readonly rows: readonly RowName[];
  readonly isQuick: boolean;
}

export class UsageError extends Error {}

/** @returns `null` when help was asked for. @throws UsageError that names the option */
export function parseOptions(argv: readonly string[]): BenchOptions | null {
  const values = read(argv);
  if (values.help) return null;
  return { rows: rowsFrom(values.rows), isQuick: values.quick };
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({
      args: argv.filter((word) => word !== "--"),
      options: {
        rows: { type: "string", default: "all" },
        quick: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function rowsFrom(text: string): readonly RowName[] {
  if (text === "all") return rowNames;
  const asked = text.split(",").map((name) => name.trim());
  const stranger = asked.find((name) => !rowNames.some((known) => known === name));
  if (stranger !== undefined)
    throw new UsageError(`--rows knows no "${stranger}": all, or ${rowNames.join(", ")}.`);
  return rowNames.filter((name) => asked.includes(name));
}
