import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { giveToOwner } from "@appealmod/config";
import { type Receipt, receiptsWithTombstone, storeReceipts } from "@appealmod/db";
import { z } from "zod";
import type { Installation } from "../installation.ts";

/** Stands in the data folder, outside of all that a backup of the database brings back. */
export const receiptsFile = "purged.jsonl";

const receiptSchema: z.ZodType<Receipt> = z.object({
  id: z.uuid(),
  reason: z.enum(["account-deleted", "asked", "retention"]),
  tombstone: z.string(),
  deletedAt: z.coerce.date(),
  counts: z.record(z.string(), z.number()),
});

/**
 * Brings the receipts of purges in the database and those in the data folder together, so that a
 * backup from before a purge does not undo it. They name nobody.
 *
 * @returns how many the database did not have
 */
export async function keepReceipts(
  { database: { orm } }: Installation,
  dataDir: string,
): Promise<number> {
  const path = join(dataDir, receiptsFile);
  const inFile = await readReceipts(path);
  const stored = await receiptsWithTombstone(orm);
  const missingIn = (known: readonly Receipt[]) => {
    const ids = new Set(known.map(({ id }) => id));
    return ({ id }: Receipt) => !ids.has(id);
  };
  const toStore = inFile.filter(missingIn(stored));
  await storeReceipts(orm, toStore);
  const lines = stored.filter(missingIn(inFile)).map((receipt) => `${JSON.stringify(receipt)}\n`);
  if (lines.length > 0) {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // Several programs may do so at once: what stands there twice counts once.
    await appendFile(path, lines.join(""), { mode: 0o600, flush: true });
    await giveToOwner(path);
  }
  return new Set(toStore.map(({ id }) => id)).size;
}

async function readReceipts(path: string): Promise<readonly Receipt[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => {
    try {
      return receiptSchema.safeParse(JSON.parse(line)).data ?? [];
    } catch {
      // Cut off by a machine that lost its power: the database has it.
      return [];
    }
  });
}
