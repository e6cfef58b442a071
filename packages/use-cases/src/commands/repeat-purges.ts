import type { Program } from "@appealmod/core";
import { deletedAt, oldestDataOfRedditors } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import type { Tombstone } from "../tombstone.ts";
import { purgeRedditor } from "./purge-redditor.ts";

/**
 * Purges anew whoever was purged and is here again, by a backup that was brought back or by a program
 * that wrote late. Who came back by themselves, after they had asked to be deleted, stays.
 *
 * @returns how many were purged
 */
export async function repeatPurges(
  installation: Installation,
  program: Program,
  tombstone: Tombstone,
  at: Date,
): Promise<number> {
  const { orm } = installation.database;
  const purgedAt = await deletedAt(orm);
  if (purgedAt.size === 0) return 0;
  let purged = 0;
  for (const { redditor, oldest } of await oldestDataOfRedditors(orm)) {
    const when = purgedAt.get(tombstone(redditor));
    if (when === undefined || oldest > when) continue;
    const again = { redditor, reason: "asked", at } as const;
    if (await purgeRedditor(installation, program, again, tombstone)) purged += 1;
  }
  return purged;
}
