import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { ConfigError, ensureLinkSecret, giveToOwner } from "@appealmod/config";
import { RedditError } from "@appealmod/core";
import { BackupTableError, checkTable, copyIn, schemaVersion } from "@appealmod/db";
import { workersAlive } from "@appealmod/jobs";
import { storesOfCopies } from "@appealmod/sinks";
import {
  createTombstone,
  finishDeletions,
  type Installation,
  keepReceipts,
  repeatPurges,
} from "@appealmod/use-cases";
import type { CommandContext } from "../command.ts";
import { CommandFailed } from "../failures.ts";
import { openAccounts } from "../reddit/open-reddit.ts";
import { enqueueChanged } from "./enqueue-changed.ts";
import { fingerprint, type Manifest, readManifest, secretsFile, tablesDir } from "./manifest.ts";
import { decryptSecrets, type Secrets } from "./secrets.ts";

export interface RestoreOptions {
  readonly dir: string;
  readonly key: string | null;
  /** Rows that are there already go. */
  readonly replaces: boolean;
  /** Also a backup of another version, or one whose `link_secret` is not here. */
  readonly force: boolean;
  readonly isDryRun: boolean;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly rows: number;
  /** People who were purged since the backup, and again now. */
  readonly purged: number;
  /** Conversations that the bot reads anew; `null` where Reddit was not asked. */
  readonly toRead: number | null;
}

/** A backup that is what it was when it was taken. @throws CommandFailed */
export async function openBackup(dir: string): Promise<Manifest> {
  const manifest = await readManifest(dir);
  try {
    for (const table of manifest.tables) await checkTable(join(dir, tablesDir), table);
  } catch (error) {
    if (error instanceof BackupTableError) throw new CommandFailed(`${error.message} Use another.`);
    throw error;
  }
  for (const [path, sum] of Object.entries(manifest.files)) {
    const content = await readFile(join(dir, path)).catch(() => null);
    if (content === null) throw new CommandFailed(`${path} is missing in the backup. Use another.`);
    if (createHash("sha256").update(content).digest("hex") !== sum)
      throw new CommandFailed(`${path} is not what was backed up. Use another backup.`);
  }
  return manifest;
}

/**
 * Brings a backup back: files that are not there, then all rows in one transaction. Whoever was purged
 * since is purged again; what was said since stands at Reddit, and the bot takes it as said.
 *
 * @throws CommandFailed that says what stands against it; rows are then as they were
 */
export async function restoreBackup(
  context: CommandContext,
  { dir, key, replaces, force, isDryRun }: RestoreOptions,
): Promise<Restored> {
  const manifest = await openBackup(dir);
  const secrets = await secretsIn(dir, manifest, key);
  if (!isDryRun) await restoreFiles(context, dir, manifest, secrets);
  const config = context.config();
  requireLinkSecret(await linkSecretHere(config, secrets), manifest, force);
  const installation = await context.installation();
  await requireVersion(installation, manifest, force);
  await requireQuiet(installation);
  if (!replaces) await requireEmpty(installation);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  if (isDryRun) return { manifest, rows, purged: 0, toRead: null };
  const { tables, backedUpAt } = manifest;
  const now = context.now();
  // What was deleted here and the backup still has is remembered first.
  await keepReceipts(installation, config.dataDir);
  await copyIn(installation.database, join(dir, tablesDir), {
    ...{ tables, backedUpAt, restoredAt: now },
  }).catch(explainTable);
  if (config.linkSecret === undefined && secrets.link_secret !== undefined)
    await writeMissing(join(config.dataDir, "link-secret"), secrets.link_secret);
  const tombstone = createTombstone(await ensureLinkSecret(config.linkSecret, config.dataDir));
  await keepReceipts(installation, config.dataDir);
  const purged = await repeatPurges(installation, { kind: "program" }, tombstone, now);
  await finishDeletions(installation, storesOfCopies(config), now);
  const toRead = await readAnew(context, installation, backedUpAt);
  return { manifest, rows, purged, toRead };
}

/** @returns `null` where Reddit could not be asked */
async function readAnew(
  context: CommandContext,
  installation: Installation,
  backedUpAt: Date,
): Promise<number | null> {
  try {
    const accounts = openAccounts(context.config(), context.remark);
    return await enqueueChanged(installation, accounts, backedUpAt);
  } catch (error) {
    if (!(error instanceof RedditError || error instanceof ConfigError)) throw error;
    context.remark(
      `What the bot archived since the backup is unknown until its redditors write again, as Reddit could not be asked: ${error.message}`,
    );
    return null;
  }
}

function explainTable(error: unknown): never {
  if (!(error instanceof BackupTableError)) throw error;
  throw new CommandFailed(`${error.message} Nothing was changed.`);
}

async function secretsIn(dir: string, { files }: Manifest, key: string | null): Promise<Secrets> {
  if (key === null) return {};
  if (files[secretsFile] === undefined)
    throw new CommandFailed(
      "The backup holds no secrets: take away --key, and bring certs/config.yaml and the setting link_secret yourself.",
    );
  return decryptSecrets(await readFile(join(dir, secretsFile)), key);
}

async function restoreFiles(
  { currentDir, remark }: CommandContext,
  dir: string,
  { files }: Manifest,
  { link_secret: _, ...secrets }: Secrets,
): Promise<void> {
  const wanted = new Map(Object.entries(secrets));
  for (const path of Object.keys(files))
    if (path.startsWith("settings/"))
      wanted.set(relative("settings", path), await readFile(join(dir, path), "utf8"));
  for (const [path, content] of wanted)
    if (!(await writeMissing(join(currentDir, path), content)))
      remark(`${path} is another one here, and stays.`);
}

/** @returns false where something else stands there, and stays */
async function writeMissing(path: string, content: string): Promise<boolean> {
  const here = await readFile(path, "utf8").catch(() => null);
  if (here !== null) return here === content;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, content, { mode: 0o600, flag: "wx" });
  await giveToOwner(path);
  return true;
}

type Config = ReturnType<CommandContext["config"]>;

async function linkSecretHere(
  { linkSecret, dataDir }: Config,
  secrets: Secrets,
): Promise<string | undefined> {
  const file = await readFile(join(dataDir, "link-secret"), "utf8").catch(() => undefined);
  return linkSecret ?? file?.trim() ?? secrets.link_secret;
}

function requireLinkSecret(here: string | undefined, manifest: Manifest, force: boolean): void {
  if (force || (here !== undefined && fingerprint(here) === manifest.linkSecret)) return;
  throw new CommandFailed(
    `The backup was made with ${here === undefined ? "a" : "another"} link_secret${here === undefined ? " that is not here" : ""}: whoever was purged would not be known again. Set link_secret to that one, restore secrets with --key, or use --force.`,
  );
}

async function requireVersion(
  { database }: Installation,
  { version }: Manifest,
  force: boolean,
): Promise<void> {
  const here = await schemaVersion(database.pool);
  if (force || (here.tables === version.tables && here.queue === version.queue)) return;
  const words = (of: typeof version) => `${of.tables} migrations and the queue's ${of.queue}`;
  throw new CommandFailed(
    `The backup is of another version: ${words(version)}, here ${words(here)}. Restore it with the program that made it and update after that, or use --force.`,
  );
}

/** A bot would write between our rows. */
async function requireQuiet({ database }: Installation): Promise<void> {
  const { count } = await workersAlive(database.pool);
  if (count === 0) return;
  throw new CommandFailed(`${count} bots work with this database: end them, and the sites, first.`);
}

async function requireEmpty({ database }: Installation): Promise<void> {
  const { rows } = await database.pool.query<{ count: number }>(
    "select ((select count(*) from appeals) + (select count(*) from communities) + (select count(*) from main_sign_up_data))::int as count",
  );
  if ((rows[0]?.count ?? 0) === 0) return;
  throw new CommandFailed(
    "The database holds appeals, communities or sign-ups already. Set database_url to an empty one, or say --replace to delete what is there.",
  );
}
