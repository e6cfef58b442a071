import { createHmac } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { backedUpTableSchema } from "@appealmod/db";
import { z } from "zod";
import { CommandFailed } from "../failures.ts";

const format = 1;
export const manifestFile = "manifest.json";
export const tablesDir = "tables";
export const settingsDir = "settings";
/** Secrets, encrypted with age. */
export const secretsFile = "secrets.age";

const manifestSchema = z.object({
  format: z.literal(format),
  /** What was committed by then is in it. */
  backedUpAt: z.coerce.date(),
  /** How many migrations of the program's tables and of the queue's ran. */
  version: z.object({ tables: z.int(), queue: z.int() }),
  /** Tells one `link_secret` from another, and neither. */
  linkSecret: z.string(),
  tables: z.array(backedUpTableSchema),
  /** SHA-256 of every other file, by its path. */
  files: z.record(z.string(), z.string()),
});

/** What a backup holds; written last, so that a backup without it is none. */
export type Manifest = z.infer<typeof manifestSchema>;

export function newManifest(about: Omit<Manifest, "format">): Manifest {
  return { format, ...about };
}

/** @throws CommandFailed where the folder is no backup that this program can read */
export async function readManifest(dir: string): Promise<Manifest> {
  if (!(await stat(dir).catch(() => null))?.isDirectory())
    throw new CommandFailed(`There is no folder ${dir}. Name the folder that a backup made.`);
  const text = await readFile(join(dir, manifestFile), "utf8").catch(() => null);
  if (text === null)
    throw new CommandFailed(
      `${dir} has no ${manifestFile}: it is no backup, or one that was never finished. Take another.`,
    );
  const json = parsed(text);
  const written = z.object({ format: z.int() }).safeParse(json).data?.format;
  if (written !== undefined && written > format)
    throw new CommandFailed(
      `The backup is in format ${written}, and this program reads ${format}: update the program first.`,
    );
  const manifest = manifestSchema.safeParse(json);
  if (manifest.success) return manifest.data;
  throw new CommandFailed(
    `${join(dir, manifestFile)} is cut off or was changed: take another backup.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function fingerprint(linkSecret: string): string {
  const hash = createHmac("sha256", linkSecret).update("appealmod backup").digest("hex");
  return hash.slice(0, 16);
}
