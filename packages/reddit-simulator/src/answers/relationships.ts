import { daysLeft } from "../state/bans.ts";
import { noteText } from "../state/relationships.ts";
import type { Relationship, Subreddit, World } from "../state/world.ts";
import { epoch } from "./dates.ts";

/** A bare object, without kind and data; dist is null here (contract 3). */
export function relationshipListing(
  world: World,
  now: number,
  relationships: readonly Relationship[],
  after: string | null,
): Record<string, unknown> {
  const children = relationships.map((one) => relationshipAnswer(world, now, one));
  return { kind: "Listing", data: { modhash: null, dist: null, children, after, before: null } };
}

function relationshipAnswer(world: World, now: number, one: Relationship): Record<string, unknown> {
  const banLike = one.kind === "banned" || one.kind === "wikibanned";
  return {
    name: world.accounts.get(one.accountId)?.name ?? "[deleted]",
    ...(banLike ? { days_left: daysLeft(one, now), note: noteText(one) } : {}),
    date: epoch(one.date),
    rel_id: one.relId,
    id: `t2_${one.accountId}`,
  };
}

/** `/about/moderators`: a UserList, most senior first, never paged. */
export function moderatorsAnswer(
  world: World,
  subreddit: Subreddit,
  accountId: string | null | undefined,
): Record<string, unknown> {
  const children = subreddit.moderators
    .filter((one) => accountId === undefined || one.accountId === accountId)
    .map((one) => ({
      name: world.accounts.get(one.accountId)?.name ?? "[deleted]",
      author_flair_text: null,
      mod_permissions: one.permissions,
      date: epoch(one.date),
      rel_id: one.relId,
      id: `t2_${one.accountId}`,
      author_flair_css_class: null,
    }));
  return { kind: "UserList", data: { children } };
}
