import { randomUUID } from "node:crypto";
import { eventActor, type Operator, type Program } from "@appealmod/core";
import {
  deletePersonalData,
  findPersonalData,
  inTransaction,
  type PersonalData,
  type RowCounts,
  storeDeletion,
  storeEvents,
  storeReceipts,
} from "@appealmod/db";
import { removeJobsOfConversations } from "@appealmod/jobs";
import type { Installation } from "../installation.ts";
import type { Tombstone } from "../tombstone.ts";

export interface Purge {
  /** An account id, `t2_…`, or a name. */
  readonly redditor: string;
  readonly reason: "account-deleted" | "asked";
  readonly at: Date;
}

const reasonInWords: Readonly<Record<Purge["reason"], string>> = {
  "account-deleted": "as the account is deleted at Reddit",
  asked: "as they asked for it",
};

/** What was deleted in Postgres; the copies elsewhere are deleted by `finishDeletions`. */
export interface PurgeReceipt {
  /** The number of the receipt, which names nobody. */
  readonly id: string;
  readonly counts: RowCounts;
}

/** Several accounts had the name: which one is meant has to be said by its id. */
export class SeveralAccountsError extends Error {
  override readonly name = "SeveralAccountsError";
  readonly redditorIds: readonly string[];

  constructor(redditorIds: readonly string[]) {
    super(`Several accounts had this name: ${redditorIds.join(", ")}. Say which by its id.`);
    this.redditorIds = redditorIds;
  }
}

/** The transaction is rolled back with what it would have done. */
class Rehearsal extends Error {
  readonly counts: RowCounts;

  constructor(counts: RowCounts) {
    super("a rehearsal");
    this.counts = counts;
  }
}

/**
 * Deletes what is kept about a redditor: rows, jobs, events. A tombstone stays, by which a restored
 * backup is purged again, and a receipt that counts what went.
 *
 * @returns `null` where nothing is kept about them
 * @throws SeveralAccountsError
 */
export async function purgeRedditor(
  { database }: Installation,
  actor: Operator | Program,
  purge: Purge,
  tombstone: Tombstone,
): Promise<PurgeReceipt | null> {
  const { redditor, reason, at } = purge;
  return inTransaction(database, async (orm, client) => {
    const found = await findPersonalData(orm, redditor);
    const counts = { ...(await removed(orm, client, found)) };
    if (Object.keys(counts).length === 0) return null;
    const { appealIds: _, ...copies } = found;
    const [who = redditor, ...others] = new Set([...found.redditorIds, ...found.usernames]);
    const id = await storeDeletion(orm, {
      ...{ reason, counts, copies, deletedAt: at },
      tombstone: tombstone(who),
    });
    // A backup may be older than what is known of the account's id.
    await storeReceipts(
      orm,
      others.map((name) => ({
        ...{ id: randomUUID(), reason, counts: {}, deletedAt: at },
        tombstone: tombstone(name),
      })),
    );
    await storeEvents(orm, [
      {
        event: "redditor-purged",
        level: "info",
        audience: "detail",
        message: `What was kept about a redditor was deleted, ${reasonInWords[reason]}: receipt ${id}.`,
        actor: eventActor(actor),
        details: { receipt: id, counts },
        at,
      },
    ]);
    return { id, counts };
  });
}

/**
 * What `purgeRedditor` would delete, by doing it and taking it back.
 *
 * @throws SeveralAccountsError
 */
export async function rehearsePurge(
  { database }: Installation,
  redditor: string,
): Promise<RowCounts> {
  try {
    return await inTransaction(database, async (orm, client) => {
      const found = await findPersonalData(orm, redditor);
      throw new Rehearsal(await removed(orm, client, found));
    });
  } catch (error) {
    if (error instanceof Rehearsal) return error.counts;
    throw error;
  }
}

type Work = Parameters<Parameters<typeof inTransaction>[1]>;

async function removed(orm: Work[0], client: Work[1], found: PersonalData): Promise<RowCounts> {
  if (found.redditorIds.length > 1) throw new SeveralAccountsError(found.redditorIds);
  const jobs = await removeJobsOfConversations(client, found.conversationIds);
  const counts = await deletePersonalData(orm, found);
  return jobs === 0 ? counts : { ...counts, jobs };
}
