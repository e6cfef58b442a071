import { resolve } from "node:path";
import type { Command } from "../command.ts";
import { UsageError } from "../failures.ts";
import { readEarlierConfig, settingsFrom, toAskFor } from "../import/earlier-config.ts";
import { type Imported, importEarlierSystem } from "../import/import-earlier-system.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readChoice } from "../input/read-choice.ts";
import { table } from "../output/table.ts";

export const importCommand: Command = {
  name: "import",
  summary: "bring over the data of the earlier AppealMod (Python, Django)",
  usage: `Usage: pnpm appealmod import check --mongo URL [--django ADDRESS] [--config FILE]
       pnpm appealmod import run --mongo URL [--django ADDRESS] [--config FILE] --dry-run
       pnpm appealmod import run --mongo URL [--django ADDRESS] [--config FILE] --yes

check reads the earlier system, which may be running, and says what would become of each row; it opens
no database of ours. run brings the rows over: appeals in the state in which they stand, the group of
each redditor, forms with their answers, conversations, sign-ups, and texts that can be sent here. The
earlier system is never written to; end it before run. What run was ended in the middle of is done by
running it again, and what was brought over is left alone.

  --mongo    mongodb://host/main-cluster; main-cluster where no database is named
  --django   postgres://host/name, or the path of db.sqlite3
  --config   its certs/config.yaml: says which settings it would set here, without secrets
  --dry-run  writes everything in one transaction and takes it back
  --yes      writes it
  --report   a new file for every row with what became of it and why, and with what stood in rows
             that have no place here; only its owner can read it
  --json     prints the same instead of counts

Lines of its log stay where they are: names and words stand unsorted in them, and no deletion
that a redditor asks for would find them.

Example: pnpm appealmod import check --mongo mongodb://localhost/main-cluster --django ./db.sqlite3
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, {
      mongo: { type: "string" },
      django: { type: "string" },
      config: { type: "string" },
      report: { type: "string" },
      "dry-run": { type: "boolean" },
      yes: { type: "boolean" },
      json: { type: "boolean" },
    });
    const [written, ...more] = positionals;
    nothingMore(more);
    if (written === undefined) throw new UsageError("check or run?");
    const what = readChoice("What to do", written, ["check", "run"]);
    const { mongo, django } = values;
    if (mongo === undefined) throw new UsageError("Where from? --mongo names its MongoDB.");
    if (what === "run" && Boolean(values["dry-run"]) === Boolean(values.yes))
      throw new UsageError("Say --dry-run to see what would be written, or --yes to write it.");
    const { screen, currentDir } = context;
    const path = (given: string) => resolve(currentDir, given);
    const earlier = values.config === undefined ? null : readEarlierConfig(path(values.config));
    const how = what === "check" ? "check" : values["dry-run"] ? "rehearse" : "import";
    const imported = await importEarlierSystem(context, { mongo, django, how });
    const { report, subreddits } = imported;
    if (values.report !== undefined) await report.write(path(values.report));
    const settings = earlier && settingsFrom(earlier);
    if (values.json)
      return screen.json({
        counts: report.counts,
        rows: report.rows,
        subreddits,
        ...(settings && {
          settings: settings.map(([key, from, value]) => ({ key, from, value })),
        }),
      });
    screen.text(report.inWords());
    screen.text(["", ...sayings(imported, how)].join("\n"));
    if (settings === null) return;
    screen.text(`\n${table(["setting", "from", "value"], settings)}\n`);
    screen.text(toAskFor(subreddits).join("\n"));
  },
};

function sayings(
  { report, toForward, toBeDeleted }: Imported,
  how: "check" | "rehearse" | "import",
): readonly string[] {
  const ends = {
    check: "Nothing was written. What is here already was not looked at: --dry-run does.",
    rehearse: "Everything was written and taken back.",
    import: "Brought over.",
  };
  return [
    ends[how],
    ...(report.before > 0 ? [`Of these rows ${report.before} were here from an earlier run.`] : []),
    ...(toForward > 0
      ? [
          `Forms that were sent and not forwarded: ${toForward}. The bot reads each conversation first.`,
        ]
      : []),
    ...(toBeDeleted > 0
      ? [
          `Closed longer ago than appeal_retention: ${toBeDeleted} appeals. The bot's daily round deletes them; appeal_retention: 0 keeps them.`,
        ]
      : []),
  ];
}
