import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, statfs, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { type Config, ensureLinkSecret, makeFolder } from "@appealmod/config";
import { copyOut } from "@appealmod/db";
import type { Installation } from "@appealmod/use-cases";
import { CommandFailed } from "../failures.ts";
import {
  fingerprint,
  type Manifest,
  manifestFile,
  newManifest,
  secretsFile,
  settingsDir,
  tablesDir,
} from "./manifest.ts";
import { encryptSecrets, type Secrets } from "./secrets.ts";

export interface Backup {
  readonly dir: string;
  readonly manifest: Manifest;
}

/**
 * Writes a backup into a folder of its own, while bot and site go on. What failed leaves none behind.
 *
 * @param key encrypts the secrets; `null` leaves them out
 */
export async function takeBackup(
  { database }: Installation,
  config: Config,
  { into, key, at }: { into: string; key: string | null; at: Date },
): Promise<Backup> {
  const name = `appealmod-${at.toISOString().replace(/\.\d+/, "").replaceAll(":", "")}`;
  const dir = join(into, name);
  const unfinished = `${dir}.unfinished`;
  await makeFolder(into);
  await requireSpace(into, database.pool);
  try {
    await mkdir(join(unfinished, tablesDir), { recursive: true, mode: 0o700 });
    const copied = await copyOut(database.pool, join(unfinished, tablesDir));
    const linkSecret = await ensureLinkSecret(config.linkSecret, config.dataDir);
    await cp(join(config.rootDir, "conf"), join(unfinished, settingsDir, "conf"), {
      recursive: true,
    });
    if (key !== null) {
      const secrets = await encryptSecrets(await secretsOf(config, linkSecret), key);
      await writeFile(join(unfinished, secretsFile), secrets, { mode: 0o600 });
    }
    const manifest = newManifest({
      backedUpAt: copied.at,
      version: copied.version,
      linkSecret: fingerprint(linkSecret),
      tables: [...copied.tables],
      files: await checksums(unfinished),
    });
    await writeFile(join(unfinished, manifestFile), JSON.stringify(manifest, null, 1), {
      mode: 0o600,
      flush: true,
    });
    await rename(unfinished, dir);
    return { dir, manifest };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function secretsOf({ rootDir }: Config, linkSecret: string): Promise<Secrets> {
  const path = join("certs", "config.yaml");
  const file = await readFile(join(rootDir, path), "utf8").catch(() => null);
  return { link_secret: linkSecret, ...(file !== null && { [path]: file }) };
}

/** Of every file but the tables', whose rows have checksums of their own. */
async function checksums(dir: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.endsWith(tablesDir)) continue;
    const path = join(entry.parentPath, entry.name);
    sums[relative(dir, path)] = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
  }
  return sums;
}

type Pool = Installation["database"]["pool"];

async function requireSpace(into: string, pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ size: string }>(
    "select pg_database_size(current_database()) as size",
  );
  const { bavail, bsize } = await statfs(into).catch(() => statfs(dirname(into)));
  const needed = Number(rows[0]?.size ?? 0);
  if (bavail * bsize >= needed) return;
  const inWords = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(0)} MiB`;
  throw new CommandFailed(
    `${into} has ${inWords(bavail * bsize)} free and the database takes ${inWords(needed)}: make room, or name another folder.`,
  );
}
