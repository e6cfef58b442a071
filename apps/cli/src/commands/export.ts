import { resolve } from "node:path";
import { exportAppeals } from "@appealmod/db";
import type { Command } from "../command.ts";
import { csvRows, csvRowsWithoutBom } from "../export/csv-rows.ts";
import { jsonRows } from "../export/json-rows.ts";
import { writeRows } from "../export/write-rows.ts";
import { UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readChoice } from "../input/read-choice.ts";
import { readSubreddit } from "../input/read-names.ts";

export const exportCommand: Command = {
  name: "export",
  summary: "one row per appeal for researchers, as CSV or JSON",
  usage: `Usage: pnpm appealmod export SUB --format csv|json [--no-bom] [--out FILE]
       pnpm appealmod export --all --format csv|json [--no-bom] [--out FILE]

Both groups, with outcomes, times (ISO 8601, UTC) and the columns of main_ban_appeal_data; an
appeal in control has no form, so those are empty. The last column holds all answers by the id
of their question, as JSON: communities may ask questions of their own.

In CSV a text that a spreadsheet would take for a formula (it begins with = + - @) has a '
put in front, names included; JSON has every text as it was written.

Both are UTF-8. CSV begins with a byte order mark, by which Excel knows that; --no-bom leaves it
out for programs that stumble over it. JSON never has one. Columns are separated by commas: where
Excel expects semicolons, open the file there with Data > From Text/CSV.

FILE must not exist yet; it is readable for its owner only. Without it, rows go to the terminal.

Example: pnpm appealmod export PineLakeHikers --format csv > appeals.csv
`,
  async run({ installation, stdout, remark, currentDir }, args) {
    const { values, positionals } = readArguments(args, {
      all: { type: "boolean" },
      format: { type: "string" },
      "no-bom": { type: "boolean" },
      out: { type: "string" },
    });
    const [written, ...more] = positionals;
    nothingMore(more);
    const subreddit = readScope(written, values.all ?? false);
    if (values.format === undefined)
      throw new UsageError("As what? --format csv or --format json.");
    const csv = values["no-bom"] ? csvRowsWithoutBom : csvRows;
    const format = { csv, json: jsonRows }[readChoice("--format", values.format, ["csv", "json"])];
    const { database } = await installation();
    let leftOut = 0;
    const rows = exportAppeals(database, subreddit, ({ message }) => {
      leftOut += 1;
      remark(message);
    });
    const path = values.out === undefined ? null : resolve(currentDir, values.out);
    const count = await writeRows(rows, format, path ?? stdout);
    if (count === null) return;
    remark(`${appeals(count)}${path === null ? "" : ` in ${path}`}.`);
    if (leftOut > 0) remark(`${appeals(leftOut)} left out: named above.`);
  },
};

function appeals(count: number): string {
  return `${count} ${count === 1 ? "appeal" : "appeals"}`;
}

/** `null` for all communities. */
function readScope(written: string | undefined, all: boolean): string | null {
  if (all && written !== undefined)
    throw new UsageError(`Either one community or --all, not both "${written}" and --all.`);
  if (all) return null;
  if (written === undefined) throw new UsageError("Which community? Name one, or write --all.");
  return readSubreddit(written);
}
