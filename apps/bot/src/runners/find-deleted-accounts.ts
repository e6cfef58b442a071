import { dayMs, RedditError } from "@appealmod/core";
import {
  accountsToCheck,
  findPersonalData,
  forgetMissing,
  inTransaction,
  saveAccountChecks,
} from "@appealmod/db";
import { purgeRedditor, type Tombstone } from "@appealmod/use-cases";
import type { BotAccount } from "../accounts/bot-account.ts";
import type { Bot } from "../compose.ts";

/** As many as Reddit takes in one request. */
const atOnce = 100;
/** Requests of one pass: forty an hour find every deletion among 96,000 redditors within a day. */
const mostRequests = 40;
/** So many at once are not all gone: then it is Reddit that is unwell. */
const suspiciouslyMany = 5;

/**
 * Looks once a day for each redditor of whom anything is kept, and purges those whose account was
 * deleted: missing at two looks a day apart and, where there is a conversation, shown as deleted
 * there. Reddit hides shadow-banned accounts as well: those are shown under their names.
 *
 * @returns how many were purged
 * @throws RedditError
 */
export async function findDeletedAccounts(
  { database, ports: { clock }, tombstone }: Pick<Bot, "database" | "ports" | "tombstone">,
  { reddit }: Pick<BotAccount, "reddit">,
): Promise<number> {
  const at = clock.now();
  const dayAgo = new Date(at.getTime() - dayMs);
  const ids = await accountsToCheck(database.orm, dayAgo, atOnce * mostRequests);
  let purged = 0;
  for (let from = 0; from < ids.length; from += atOnce) {
    const batch = ids.slice(from, from + atOnce);
    const there = await reddit.existingAccounts(batch);
    if (there.size === 0 && batch.length >= suspiciouslyMany) return purged;
    const looked = batch.map((id) => ({ id, isThere: there.has(id) }));
    const gone = await saveAccountChecks(database.orm, looked, { at, missingSince: dayAgo });
    for (const id of gone) {
      if (await isShownElsewhere(database, reddit, id)) await forgetMissing(database.orm, [id]);
      else if (await purge(database, tombstone, id, at)) purged += 1;
    }
  }
  return purged;
}

async function purge(
  database: Bot["database"],
  tombstone: Tombstone,
  redditor: string,
  at: Date,
): Promise<boolean> {
  const deleted = { redditor, reason: "account-deleted", at } as const;
  return (await purgeRedditor({ database }, { kind: "program" }, deleted, tombstone)) !== null;
}

/** Whether a conversation of theirs still names them. */
async function isShownElsewhere(
  database: Bot["database"],
  reddit: BotAccount["reddit"],
  redditorId: string,
): Promise<boolean> {
  const { conversationIds } = await inTransaction(database, (orm) =>
    findPersonalData(orm, redditorId),
  );
  const [latest] = conversationIds.slice(-1);
  if (latest === undefined) return false;
  try {
    const { conversation } = await reddit.readConversation(latest);
    return conversation.appellant !== null && conversation.appellant.account !== "deleted";
  } catch (error) {
    if (error instanceof RedditError && error.kind === "not-found") return false;
    throw error;
  }
}
