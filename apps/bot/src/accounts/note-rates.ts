import { dayMs } from "@appealmod/core";
import { deleteRates, storeRate } from "@appealmod/db";
import type { Bot } from "../compose.ts";

/** Notes what Reddit has left for each account, where it has told: a day of it is kept for operators. */
export async function noteRates({ accounts, database, ports }: Bot): Promise<void> {
  const at = ports.clock.now();
  for (const { key, reddit } of accounts.all) {
    const { remaining } = reddit.budget();
    if (remaining !== null)
      await storeRate(database.orm, key ?? "", { remaining: Math.floor(remaining), at });
  }
  await deleteRates(database.orm, new Date(at.getTime() - dayMs));
}
