import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { copyIn, copyOut } from "@appealmod/db";
import { openInstallation } from "@appealmod/use-cases";
import type { CommandContext } from "../command.ts";
import { CommandFailed } from "../failures.ts";
import { type Manifest, tablesDir } from "./manifest.ts";
import { openBackup } from "./restore-backup.ts";

/**
 * Brings a backup back into a database of its own on the same server, compares every table, and
 * removes that database.
 *
 * @throws CommandFailed naming the tables that differ
 */
export async function verifyBackup(context: CommandContext, dir: string): Promise<Manifest> {
  const manifest = await openBackup(dir);
  const installation = await context.installation();
  const name = `appealmod_verify_${randomBytes(4).toString("hex")}`;
  const { pool } = installation.database;
  await pool.query(`create database ${name} template template0`).catch((error: Error) => {
    throw new CommandFailed(`No database to try it in could be made: ${error.message}.`);
  });
  try {
    const url = new URL(installation.databaseUrl);
    url.pathname = `/${name}`;
    const { dataDir } = context.config();
    const scratch = await openInstallation({
      config: { databaseUrl: url.href, dataDir },
      poolSize: 2,
    });
    try {
      const { tables, backedUpAt } = manifest;
      const how = { tables, backedUpAt, restoredAt: null };
      await copyIn(scratch.database, join(dir, tablesDir), how);
      const copied = await copyOut(scratch.database.pool, null);
      const sums = new Map(copied.tables.map((table) => [table.name, table.sha256]));
      const other = tables.filter(({ name: each, sha256 }) => sums.get(each) !== sha256);
      if (other.length > 0)
        throw new CommandFailed(
          `These tables differ once restored: ${other.map((table) => table.name).join(", ")}.`,
        );
    } finally {
      await scratch.close();
    }
  } finally {
    await pool.query(`drop database if exists ${name} with (force)`);
  }
  return manifest;
}
