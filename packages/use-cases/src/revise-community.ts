import {
  type Actor,
  type CommunityConfiguration,
  changesInWords,
  changesOf,
  configurationDifferences,
  eventActor,
  noOwnConfiguration,
} from "@appealmod/core";
import {
  findCommunity,
  inTransaction,
  lockCommunity,
  type Orm,
  storeEvents,
  storeRevision,
} from "@appealmod/db";
import type { Installation } from "./installation.ts";
import { requirePermission } from "./require-permission.ts";

export interface Revising {
  readonly subreddit: string;
  /** The name of the event that tells of it. */
  readonly event: string;
  /** What the actor has to be allowed; to configure the community where it is left out. */
  readonly permission?: "configure" | "set-fraction";
  /** The number of the earlier revision that is brought back. */
  readonly restored?: number;
  /** What the community sets of its own afterwards. It may be asked more than once. */
  wanted(own: CommunityConfiguration, orm: Orm): Promise<CommunityConfiguration>;
}

/**
 * Changes what a community sets of its own, by a revision, the event that tells of it, and the
 * pointer to the revision in force, in one transaction. Of two changes at once the second is made
 * to what the first left.
 *
 * @returns the number of the new revision; `null` where nothing changed, and nothing was written
 */
export async function reviseCommunity(
  { database }: Installation,
  actor: Actor,
  { subreddit, event, permission = "configure", restored, wanted }: Revising,
): Promise<number | null> {
  return inTransaction(database, async (orm) => {
    await requirePermission({ orm }, actor, permission, subreddit);
    const differencesFor = async (own: CommunityConfiguration) => {
      const after = await wanted(own, orm);
      return { after, differences: configurationDifferences(own, after) };
    };
    // To lock a community that is not known yet begins its row: not for a change that is none.
    const known = (await findCommunity({ orm }, subreddit)) ?? noOwnConfiguration;
    if ((await differencesFor(known)).differences.length === 0) return null;
    const before = await lockCommunity(orm, subreddit);
    const { after, differences } = await differencesFor(before);
    if (differences.length === 0) return null;
    const changed = { ...changesOf(differences), ...(restored === undefined ? {} : { restored }) };
    const number = (before.revision ?? 0) + 1;
    const by = { actor: eventActor(actor), at: new Date() };
    await storeRevision(orm, subreddit, { ...after, number, changed, ...by });
    await storeEvents(orm, [
      {
        event,
        level: "info",
        audience: "detail",
        message: `Revision ${number} of r/${before.name}: ${changesInWords(changed)}.`,
        subreddit: before.name,
        details: { revision: number, ...changed },
        ...by,
      },
    ]);
    return number;
  });
}
