import {
  type Actor,
  type AppealState,
  bareName,
  type CommunityPermission,
  communityPermissions,
  hasPermission,
  type Operator,
} from "@appealmod/core";
import {
  countAppealsOfCommunity,
  findCommunity,
  findModeratorRights,
  readCommunityFacts,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { NotAllowedError } from "../require-permission.ts";

/** How a community stands, for whoever moderates it or runs the installation. */
export interface CommunityOverview {
  readonly name: string;
  readonly isServed: boolean;
  /** What keeps the bot from serving it, in words for people; `null` while all is well. */
  readonly trouble: string | null;
  readonly revision: number;
  /** Whose permissions are shown; `null` for an operator who moderates it not. */
  readonly permissions: { readonly onReddit: readonly string[]; readonly asOf: Date } | null;
  /** What its reader may do here. */
  readonly may: Readonly<Record<CommunityPermission, boolean>>;
  /** Appeals by state; `null` for whoever may not read them. */
  readonly appeals: Readonly<Partial<Record<AppealState, number>>> | null;
  /** When its rules and moderators were last read from Reddit; `null` for never. */
  readonly readAt: Date | null;
}

/** @throws NotAllowedError for whoever neither moderates the community nor runs the installation */
export async function communityOverview(
  { database }: Installation,
  actor: Actor,
  {
    subreddit,
    operator = null,
  }: {
    readonly subreddit: string;
    /** The same person as an operator, where they are one beside what they moderate. */
    readonly operator?: Operator | null;
  },
): Promise<CommunityOverview> {
  const rights =
    actor.kind === "moderator"
      ? await findModeratorRights(database, subreddit, actor.redditorId)
      : null;
  if (rights === null && actor.kind !== "operator" && operator === null)
    throw new NotAllowedError(`This ${actor.kind} does not moderate r/${subreddit}.`);
  const may = Object.fromEntries(
    communityPermissions.map((each) => [
      each,
      hasPermission(actor, each, rights?.permissions ?? null) ||
        (operator !== null && hasPermission(operator, each, null)),
    ]),
  ) as Record<CommunityPermission, boolean>;
  const record = await findCommunity(database, subreddit);
  const facts = await readCommunityFacts(database, subreddit);
  return {
    name: record?.name ?? facts?.name ?? bareName(subreddit),
    isServed: record?.isServed ?? false,
    trouble: record?.trouble ?? null,
    revision: record?.revision ?? 0,
    permissions: rights && { onReddit: rights.permissions, asOf: rights.asOf },
    may,
    appeals: may.review ? await countAppealsOfCommunity(database, subreddit) : null,
    readAt: facts?.asOf ?? null,
  };
}
