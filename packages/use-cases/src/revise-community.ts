import {
  type Actor,
  type CommunityConfiguration,
  type ConfigurationDifference,
  changesInWords,
  changesOf,
  configurationDifferences,
  eventActor,
  noOwnConfiguration,
  requireNoLinksElsewhere,
  savedRepliesSchema,
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
  /**
   * The revision that was in force when the change was made, 0 where nothing was set: upon a newer
   * one it is not saved. Without it the change is made to whatever is in force.
   */
  readonly seenRevision?: number | undefined;
  /** The site's own address, to which moderators' words may link beside Reddit. */
  readonly siteUrl?: string | undefined;
  /** What the community sets of its own afterwards. It may be asked more than once. */
  wanted(own: CommunityConfiguration, orm: Orm): Promise<CommunityConfiguration>;
  /** What else is written with it, whether or not anything had to be revised. */
  alongside?(orm: Orm): Promise<void>;
}

/** Somebody else changed the community after the revision that a change was made from. */
export interface RevisionConflict {
  readonly kind: "conflict";
  readonly seen: number;
  readonly inForce: number;
}

/** The number of the new revision; `null` where nothing changed, and nothing was written. */
export type Revised = number | null | RevisionConflict;

/**
 * Changes what a community sets of its own, by a revision, the event that tells of it, and the
 * pointer to the revision in force, in one transaction. Of two changes at once the second is made
 * to what the first left.
 *
 * @throws LinkElsewhereError where a moderator's words link to neither Reddit nor the site
 */
export async function reviseCommunity(
  { database }: Installation,
  actor: Actor,
  {
    subreddit,
    event,
    permission = "configure",
    restored,
    seenRevision,
    siteUrl,
    wanted,
    alongside,
  }: Revising,
): Promise<Revised> {
  return inTransaction(database, async (orm) => {
    await requirePermission({ orm }, actor, permission, subreddit);
    const differencesFor = async (own: CommunityConfiguration) => {
      const after = await wanted(own, orm);
      const differences = configurationDifferences(own, after);
      // What is brought back was checked, or was set at the command line, which has no site.
      if ((actor.kind === "moderator" || siteUrl !== undefined) && restored === undefined)
        requireNoLinksElsewhere(wordsIn(differences), siteUrl);
      return { after, differences };
    };
    const conflictWith = (revision: number): RevisionConflict | null =>
      seenRevision === undefined || seenRevision === revision
        ? null
        : { kind: "conflict", seen: seenRevision, inForce: revision };
    // To lock a community that is not known yet begins its row: not for a change that is none.
    const known = await findCommunity({ orm }, subreddit);
    if ((await differencesFor(known ?? noOwnConfiguration)).differences.length === 0) {
      await alongside?.(orm);
      return null;
    }
    const early = conflictWith(known?.revision ?? 0);
    if (early) return early;
    const before = await lockCommunity(orm, subreddit);
    const { after, differences } = await differencesFor(before);
    if (differences.length === 0) return null;
    const changed = { ...changesOf(differences), ...(restored === undefined ? {} : { restored }) };
    const inForce = before.revision ?? 0;
    const late = conflictWith(inForce);
    if (late) return late;
    const number = inForce + 1;
    const by = { actor: eventActor(actor), at: new Date() };
    await alongside?.(orm);
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

/** What was worded anew, each by its name. Questions are checked where they are drafted. */
function* wordsIn(
  differences: readonly ConfigurationDifference[],
): Generator<readonly [string, string]> {
  for (const { part, key, before, after } of differences) {
    if (part === "texts" && typeof after === "string") yield [`The text ${key}`, after];
    if (part !== "settings" || key !== "savedReplies") continue;
    const known = new Set(savedRepliesSchema.parse(before ?? []).map(({ text }) => text));
    for (const { title, text } of savedRepliesSchema.parse(after ?? []))
      if (!known.has(text)) yield [`The reply "${title}"`, text];
  }
}
