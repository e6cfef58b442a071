import { ConfigError } from "@appealmod/config";
import type { Command } from "../command.ts";
import { checkAccounts } from "../doctor/check-accounts.ts";
import { checkDatabase } from "../doctor/check-database.ts";
import { checkFiles } from "../doctor/check-files.ts";
import { checkSite } from "../doctor/check-site.ts";
import type { Check, Examined, Finding } from "../doctor/finding.ts";
import { CommandFailed } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";

const checks: readonly Check[] = [checkFiles, checkDatabase, checkAccounts, checkSite];

export const doctor: Command = {
  name: "doctor",
  summary: "see whether everything that the bot and the site need is there",
  usage: `Usage: pnpm appealmod doctor [--fix] [--json]

Looks at files and their modes, free space, Postgres and its clock, the queue, MongoDB's and Slack's
deliveries, each login at Reddit and what it may do in its communities, and the site's address.
Nothing is written to Reddit, and no message is sent. Ends with 1 where something has failed.

  --fix   mends what can be mended safely: modes of files and folders
  --json  prints an array of {id, status, message, fix}

Example: pnpm appealmod doctor --json
`,
  async run({ config, installation, screen }, args) {
    const { values, positionals } = readArguments(args, {
      fix: { type: "boolean" },
      json: { type: "boolean" },
    });
    nothingMore(positionals);
    const examined: Examined = { config: config(), installation, mends: Boolean(values.fix) };
    const findings: Finding[] = [];
    for (const check of checks) findings.push(...(await result(check, examined)));
    if (values.json) screen.json(findings);
    else screen.text(findings.map(inWords).join("\n"));
    const failed = findings.filter(({ status }) => status === "failure").length;
    if (failed > 0) throw new CommandFailed(`${failed} of ${findings.length} checks failed.`);
  },
};

async function result(check: Check, examined: Examined): Promise<readonly Finding[]> {
  try {
    return await check.run(examined);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const fix = error instanceof ConfigError ? "See pnpm appealmod settings." : null;
    return [{ id: check.id, status: "failure", message, fix }];
  }
}

const marks: Readonly<Record<Finding["status"], string>> = {
  ok: "ok",
  warning: "warn",
  failure: "FAIL",
};

/** A sentence may run over several lines, and what to do stands below it. */
function inWords({ status, message, fix }: Finding): string {
  const below = fix === null || message.includes(fix) ? "" : `\n→ ${fix}`;
  return `${marks[status].padEnd(6)}${`${message}${below}`.replaceAll("\n", "\n      ")}`;
}
