import { resolve } from "node:path";
import { makeKey, readKey } from "../backup/secrets.ts";
import { takeBackup } from "../backup/take-backup.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";

export const backup: Command = {
  name: "backup",
  summary: "write everything that an installation knows into a folder",
  usage: `Usage: pnpm appealmod backup FOLDER [--key FILE] [--json]

Makes a folder in FOLDER with all tables as they are at one moment, the queue's among them, the files
of conf/, and a manifest with versions and checksums. Bot and site may go on. MongoDB is not in it: it
is an archive of the same. Keep the data folder's purged.jsonl as well: by it whoever is purged later
stays purged when this backup is restored.

  --key   puts certs/config.yaml and link_secret in as well, encrypted (age) for the key in FILE, which
          is made where it is not there yet: keep it elsewhere; without it no secret is in the backup
  --json  prints the folder and what it holds

Example: pnpm appealmod backup /var/backups --key /root/appealmod.key
`,
  async run({ config, installation, screen, remark, now, currentDir }, args) {
    const { values, positionals } = readArguments(args, {
      key: { type: "string" },
      json: { type: "boolean" },
    });
    const [folder, ...more] = positionals;
    nothingMore(more);
    if (folder === undefined) throw new UsageError("Into which folder? None is named.");
    const file = values.key === undefined ? null : resolve(currentDir, values.key);
    if (file !== null && (await makeKey(file)))
      remark(`A new key is in ${file}: keep it elsewhere, nothing else opens the secrets.`);
    const key = file === null ? null : await readKey(file);
    const into = resolve(currentDir, folder);
    const opened = await installation();
    const { dir, manifest } = await takeBackup(opened, config(), { into, key, at: now() });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    if (values.json) return screen.json({ dir, backedUpAt: manifest.backedUpAt, rows });
    screen.text(
      `${dir}: ${rows} rows in ${manifest.tables.length} tables, ${key === null ? "without secrets" : "with secrets, encrypted"}.`,
    );
  },
};
