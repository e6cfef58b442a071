import { ensureLinkSecret } from "@appealmod/config";
import { storesOfCopies } from "@appealmod/sinks";
import {
  createTombstone,
  finishDeletions,
  keepReceipts,
  purgeRedditor,
  rehearsePurge,
  SeveralAccountsError,
} from "@appealmod/use-cases";
import type { Command } from "../command.ts";
import { CommandFailed, UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readRedditor } from "../input/read-names.ts";
import { table } from "../output/table.ts";

export const purge: Command = {
  name: "purge",
  summary: "delete everything that is kept about a redditor",
  usage: `Usage: pnpm appealmod purge REDDITOR --dry-run
       pnpm appealmod purge REDDITOR --yes [--json]

Deletes what is kept about a redditor in Postgres, in the job queue, in MongoDB and in this machine's
log files, and prints a receipt that counts what went and names nobody. REDDITOR is a name, or an
account's id as Reddit writes it (t2_…). Messages that Slack has got stay there, and so does modmail
at Reddit.

  --dry-run  counts what would be deleted, and deletes nothing
  --yes      deletes it; there is no way back
  --json     prints the receipt as JSON

Example: pnpm appealmod purge u/MossyBoots --dry-run
`,
  async run({ installation, screen, remark, config, now }, args) {
    const { values, positionals } = readArguments(args, {
      "dry-run": { type: "boolean" },
      yes: { type: "boolean" },
      json: { type: "boolean" },
    });
    const [written, ...more] = positionals;
    nothingMore(more);
    if (written === undefined) throw new UsageError("Which redditor? None is named.");
    const redditor = /^t2_[0-9a-z]+$/.test(written) ? written : readRedditor(written);
    if (Boolean(values["dry-run"]) === Boolean(values.yes))
      throw new UsageError(
        "Say --dry-run to see what would be deleted, or --yes to delete it: there is no way back.",
      );
    const opened = await installation();
    const show = (id: string | null, counts: Readonly<Record<string, number>>) => {
      if (values.json) return screen.json({ receipt: id, counts });
      const rows = Object.entries(counts).map(([name, count]) => [name, String(count)]);
      screen.text(table(["where", id === null ? "would be deleted" : "deleted"], rows));
      if (id !== null) screen.text(`Receipt ${id}`);
    };
    try {
      const nothing = new CommandFailed(`Nothing is kept about ${redditor}.`);
      if (values["dry-run"]) {
        const counts = await rehearsePurge(opened, redditor);
        if (Object.keys(counts).length === 0) throw nothing;
        return show(null, counts);
      }
      const settings = config();
      const tombstone = createTombstone(
        await ensureLinkSecret(settings.linkSecret, settings.dataDir),
      );
      const asked = { redditor, reason: "asked", at: now() } as const;
      const receipt = await purgeRedditor(opened, { kind: "operator" }, asked, tombstone);
      await keepReceipts(opened, settings.dataDir);
      const finished = await finishDeletions(opened, storesOfCopies(settings), now());
      if (receipt === null) throw nothing;
      show(receipt.id, finished.find(({ id }) => id === receipt.id)?.counts ?? receipt.counts);
      remark("Bots and sites on other machines keep log files of their own for log_days days.");
    } catch (error) {
      if (error instanceof SeveralAccountsError) throw new CommandFailed(error.message);
      throw error;
    }
  },
};
