import { resolve } from "node:path";
import { restoreBackup } from "../backup/restore-backup.ts";
import { readKey } from "../backup/secrets.ts";
import { verifyBackup } from "../backup/verify-backup.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";

export const restore: Command = {
  name: "restore",
  summary: "bring a backup back, or try whether it could be",
  usage: `Usage: pnpm appealmod restore BACKUP --verify [--json]
       pnpm appealmod restore BACKUP --dry-run [--replace] [--force] [--key FILE]
       pnpm appealmod restore BACKUP --yes [--replace] [--force] [--key FILE] [--json]

BACKUP is a folder that "backup" made. All rows are brought back in one transaction, or none. Whoever
was purged since is purged again, as far as the data folder's purged.jsonl tells. What the bot said
since the backup stands at Reddit: conversations that changed since are read anew, and nothing is said twice.
Answers that were sent by form since are in the notes at Reddit only. Files of conf/ and certs/ that
are not here are written; others stay. End bots and sites first.

  --verify   brings it back into a database of its own, compares, and removes it again
  --dry-run  checks everything, and changes nothing
  --yes      brings it back
  --replace  deletes what the database holds
  --force    takes a backup of another version, or without the link_secret it was made with
  --key        the key in FILE, that of the backup, decrypts the secrets in it
  --json     prints what was brought back

Example: pnpm appealmod restore /var/backups/appealmod-2026-11-28T030000Z --verify
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, {
      key: { type: "string" },
      ...{ verify: { type: "boolean" }, "dry-run": { type: "boolean" }, yes: { type: "boolean" } },
      ...{ replace: { type: "boolean" }, force: { type: "boolean" }, json: { type: "boolean" } },
    });
    const [folder, ...more] = positionals;
    nothingMore(more);
    if (folder === undefined) throw new UsageError("Which backup? No folder is named.");
    const { screen, currentDir } = context;
    const dir = resolve(currentDir, folder);
    const isDryRun = values["dry-run"] ?? false;
    if ([values.verify, isDryRun, values.yes].filter(Boolean).length !== 1)
      throw new UsageError(
        "Say --verify to try it elsewhere, --dry-run to check what stands against it, or --yes to bring it back.",
      );
    if (values.verify) {
      const { backedUpAt, tables } = await verifyBackup(context, dir);
      if (values.json) return screen.json({ backedUpAt, tables: tables.length });
      return screen.text(`The backup can be restored: all ${tables.length} tables are the same.`);
    }
    const file = values.key;
    const { manifest, rows, purged, toRead } = await restoreBackup(context, {
      dir,
      key: file === undefined ? null : await readKey(resolve(currentDir, file)),
      ...{ replaces: values.replace ?? false, force: values.force ?? false, isDryRun },
    });
    const { backedUpAt } = manifest;
    if (values.json) return screen.json({ backedUpAt, rows, purged, toRead, isDryRun });
    const since = backedUpAt.toISOString();
    screen.text(
      isDryRun
        ? `Nothing stands against it: ${rows} rows of ${since}.`
        : `Brought back: ${rows} rows as of ${since}. Purged again: ${purged}. Conversations to read anew: ${toRead ?? "unknown"}.`,
    );
  },
};
