import { logModeration } from "./moderation-log.ts";
import { nextDate, nextId } from "./sequence.ts";
import type { Relationship, RelationshipKind, Subreddit, World } from "./world.ts";

const LOGGED: Record<RelationshipKind, { given: string; taken: string }> = {
  banned: { given: "banuser", taken: "unbanuser" },
  muted: { given: "muteuser", taken: "unmuteuser" },
  contributor: { given: "addcontributor", taken: "removecontributor" },
  wikibanned: { given: "wikibanned", taken: "wikiunbanned" },
};

export interface GivenRelationship {
  kind: RelationshipKind;
  accountId: string;
  byId: string;
  reason?: string;
  note?: string;
  days?: number | null;
  endsAt?: number | null;
  conversationId?: string | null;
  /** What the moderation log says of it. */
  details?: string | null;
}

/** Bans, mutes, approves; given again, the same relation is brought up to date. */
export function giveRelationship(
  world: World,
  now: number,
  subreddit: Subreddit,
  input: GivenRelationship,
): Relationship {
  const relationships = subreddit.relationships[input.kind];
  const known = relationships.get(input.accountId);
  const relationship: Relationship = known ?? {
    relId: `rb_${nextId(world, "relation")}`,
    kind: input.kind,
    accountId: input.accountId,
    date: nextDate(world, now),
    reason: "",
    note: "",
    days: null,
    endsAt: null,
    conversationId: null,
  };
  relationship.reason = input.reason ?? "";
  relationship.note = input.note ?? "";
  relationship.days = input.days ?? null;
  relationship.endsAt = input.endsAt ?? null;
  relationship.conversationId = input.conversationId ?? null;
  relationships.set(input.accountId, relationship);
  if (input.kind === "muted" && !known) {
    const count = subreddit.muteCounts.get(input.accountId) ?? 0;
    subreddit.muteCounts.set(input.accountId, count + 1);
  }
  if (relationship.endsAt !== null) enterEnding(world, subreddit, relationship);
  logModeration(world, now, subreddit, {
    action: LOGGED[input.kind].given,
    moderatorId: input.byId,
    targetId: input.accountId,
    details: input.details ?? null,
    description: noteText(relationship) || null,
  });
  return relationship;
}

/** Ends a relation; false when there was none, which Reddit answers with success all the same. */
export function takeRelationship(
  world: World,
  now: number,
  subreddit: Subreddit,
  kind: RelationshipKind,
  accountId: string,
  byId: string | null,
  description: string | null = null,
): boolean {
  if (!subreddit.relationships[kind].delete(accountId)) return false;
  logModeration(world, now, subreddit, {
    action: LOGGED[kind].taken,
    moderatorId: byId,
    targetId: accountId,
    description,
  });
  return true;
}

/** `REASON: NOTE` when both were given, else whichever there was (`banned.list.2020-reason-and-note`). */
export function noteText(relationship: { reason: string; note: string }): string {
  return [relationship.reason, relationship.note].filter((part) => part !== "").join(": ");
}

export function durationText(days: number | null): string {
  if (days === null) return "permanent";
  return days === 1 ? "1 day" : `${days} days`;
}

/** Newest first, `user` filters by exact name. */
export function listRelationships(
  subreddit: Subreddit,
  kind: RelationshipKind,
  accountId: string | null,
): Relationship[] {
  const relationships = subreddit.relationships[kind];
  if (accountId !== null) {
    const one = relationships.get(accountId);
    return one ? [one] : [];
  }
  return [...relationships.values()].reverse();
}

function enterEnding(world: World, subreddit: Subreddit, relationship: Relationship): void {
  const { endsAt } = relationship;
  if (endsAt === null) return;
  const { endings } = world.index;
  endings.push({ endsAt, subredditId: subreddit.id, relationship });
  endings.sort((a, b) => a.endsAt - b.endsAt);
}

/** Ends the temporary bans and mutes whose time has passed. Called before every request. */
export function endExpired(world: World, now: number): boolean {
  const { endings } = world.index;
  let ended = false;
  while (endings[0] && endings[0].endsAt <= now) {
    const ending = endings.shift();
    const subreddit = world.subreddits.get(ending?.subredditId ?? "");
    if (!ending || !subreddit) continue;
    const { relationship } = ending;
    const current = subreddit.relationships[relationship.kind].get(relationship.accountId);
    // A ban that was prolonged or renewed meanwhile has a later entry of its own.
    if (current !== relationship || current.endsAt !== ending.endsAt) continue;
    const { kind, accountId } = relationship;
    ended =
      takeRelationship(world, now, subreddit, kind, accountId, null, "was temporary") || ended;
  }
  return ended;
}
