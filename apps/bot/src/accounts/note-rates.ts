import { type Clock, dayMs } from "@appealmod/core";
import { type Database, deleteRates, storeRate } from "@appealmod/db";
import type { BotAccount } from "./bot-account.ts";

interface Noted {
  readonly accounts: {
    readonly all: readonly (Pick<BotAccount, "key"> & {
      readonly reddit: Pick<BotAccount["reddit"], "budget">;
    })[];
  };
  readonly database: Pick<Database, "orm">;
  readonly ports: { readonly clock: Clock };
}

/** Notes what Reddit has left for each account, where it has told: a day of it is kept for operators. */
export async function noteRates({ accounts, database: { orm }, ports }: Noted): Promise<void> {
  const at = ports.clock.now();
  for (const { key, reddit } of accounts.all) {
    const { remaining } = reddit.budget();
    if (remaining !== null)
      await storeRate(orm, key ?? "", { remaining: Math.floor(remaining), at });
  }
  await deleteRates(orm, new Date(at.getTime() - dayMs));
}
