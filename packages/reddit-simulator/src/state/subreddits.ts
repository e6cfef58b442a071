import { logModeration } from "./moderation-log.ts";
import { forbidden, notFound, Quarantined, Refusal, subredditNotFound } from "./refusal.ts";
import { nextDate, nextId } from "./sequence.ts";
import type { Account, Moderator, ModeratorPermission, Rule, Subreddit, World } from "./world.ts";

export const PERMISSIONS: readonly ModeratorPermission[] = [
  "access",
  "chat_config",
  "chat_operator",
  "config",
  "flair",
  "mail",
  "posts",
  "wiki",
];

export interface NewSubreddit {
  name: string;
  title?: string | undefined;
  publicDescription?: string | undefined;
  description?: string | undefined;
  type?: Subreddit["type"] | undefined;
  subscribers?: number | undefined;
  createdAt?: number | undefined;
  rules?: Partial<Rule>[] | undefined;
}

/** @throws Refusal SUBREDDIT_EXISTS */
export function createSubreddit(world: World, now: number, input: NewSubreddit): Subreddit {
  if (!/^\w{2,21}$/.test(input.name)) {
    throw new Refusal("BAD_SR_NAME", "that name is not going to work", "name");
  }
  if (findSubreddit(world, input.name)) {
    throw new Refusal("SUBREDDIT_EXISTS", "that subreddit already exists", "name", 409);
  }
  const createdAt = input.createdAt ?? now - 900 * 86_400_000;
  const subreddit: Subreddit = {
    id: nextId(world, "subreddit"),
    name: input.name,
    title: input.title ?? input.name,
    publicDescription: input.publicDescription ?? "",
    description: input.description ?? "",
    type: input.type ?? "public",
    quarantine: null,
    subscribers: input.subscribers ?? 2,
    createdAt,
    rules: (input.rules ?? []).map((rule) => completeRule(rule, createdAt)),
    moderators: [],
    invites: [],
    relationships: {
      banned: new Map(),
      muted: new Map(),
      contributor: new Map(),
      wikibanned: new Map(),
    },
    muteCounts: new Map(),
    log: [],
    autoResponders: [],
    refusedReplies: new Map(),
  };
  world.subreddits.set(subreddit.id, subreddit);
  world.index.subredditByName.set(subreddit.name.toLowerCase(), subreddit);
  return subreddit;
}

export function completeRule(rule: Partial<Rule>, createdAt: number): Rule {
  const shortName = rule.shortName ?? "Be kind";
  return {
    shortName,
    description: rule.description ?? "",
    violationReason: rule.violationReason ?? shortName,
    kind: rule.kind ?? "all",
    createdAt: rule.createdAt ?? createdAt,
  };
}

export function findSubreddit(world: World, name: string): Subreddit | undefined {
  const bare = name.trim().replace(/^(?:\/?r\/|#)/i, "");
  return world.index.subredditByName.get(bare.toLowerCase());
}

/** @throws Refusal SUBREDDIT_NOEXIST (404) */
export function requireSubreddit(world: World, name: string, field = "sr"): Subreddit {
  const subreddit = findSubreddit(world, name);
  if (!subreddit) throw subredditNotFound(field);
  return subreddit;
}

/** @throws Refusal NOT_FOUND, for paths under `/r/NAME` */
export function subredditAt(world: World, name: string): Subreddit {
  const subreddit = findSubreddit(world, name);
  if (!subreddit) throw notFound();
  return subreddit;
}

export function moderatorOf(subreddit: Subreddit, accountId: string): Moderator | undefined {
  return subreddit.moderators.find((one) => one.accountId === accountId);
}

export function isModerator(subreddit: Subreddit, accountId: string | null): boolean {
  return accountId !== null && moderatorOf(subreddit, accountId) !== undefined;
}

/** Whether this moderator may; `any` asks only whether it moderates at all. */
export function may(
  subreddit: Subreddit,
  accountId: string | null,
  permission: ModeratorPermission | "any",
): boolean {
  if (accountId === null) return false;
  const moderator = moderatorOf(subreddit, accountId);
  if (!moderator) return false;
  if (permission === "any") return true;
  return moderator.permissions.includes("all") || moderator.permissions.includes(permission);
}

/** @throws Quarantined (403) for whoever has not opted in, moderators included */
export function refuseQuarantined(subreddit: Subreddit, accountId: string | null): void {
  const { quarantine } = subreddit;
  if (!quarantine || (accountId !== null && quarantine.optedIn.has(accountId))) return;
  throw new Quarantined(quarantine.message);
}

/** @throws Refusal FORBIDDEN (403) */
export function requirePermission(
  subreddit: Subreddit,
  accountId: string | null,
  permission: ModeratorPermission | "any",
): void {
  if (!may(subreddit, accountId, permission)) throw forbidden();
}

/** Every subreddit the account moderates, in order of creation. */
export function moderatedBy(world: World, accountId: string): Subreddit[] {
  return [...world.subreddits.values()].filter((one) => isModerator(one, accountId));
}

/** Makes somebody a moderator, or changes what they may; the list keeps its order. */
export function setModerator(
  world: World,
  now: number,
  subreddit: Subreddit,
  account: Account,
  permissions: ModeratorPermission[],
): Moderator {
  const known = moderatorOf(subreddit, account.id);
  if (known) {
    known.permissions = permissions;
    return known;
  }
  const moderator: Moderator = {
    accountId: account.id,
    permissions,
    date: nextDate(world, now),
    relId: `rb_${nextId(world, "relation")}`,
  };
  subreddit.moderators.push(moderator);
  return moderator;
}

export function removeModerator(
  world: World,
  now: number,
  subreddit: Subreddit,
  account: Account,
  byId: string | null,
): void {
  if (!moderatorOf(subreddit, account.id)) return;
  subreddit.moderators = subreddit.moderators.filter((one) => one.accountId !== account.id);
  logModeration(world, now, subreddit, {
    action: "removemoderator",
    moderatorId: byId,
    targetId: account.id,
  });
}

/** @throws Refusal ALREADY_MODERATOR */
export function inviteModerator(
  world: World,
  now: number,
  subreddit: Subreddit,
  account: Account,
  permissions: ModeratorPermission[],
  byId: string | null,
): void {
  if (moderatorOf(subreddit, account.id)) {
    throw new Refusal("ALREADY_MODERATOR", "that user is already a moderator", "name");
  }
  subreddit.invites = subreddit.invites.filter((one) => one.accountId !== account.id);
  subreddit.invites.push({
    accountId: account.id,
    permissions,
    date: nextDate(world, now),
    relId: `rb_${nextId(world, "relation")}`,
  });
  logModeration(world, now, subreddit, {
    action: "invitemoderator",
    moderatorId: byId,
    targetId: account.id,
  });
}

/** @throws Refusal NO_INVITE_FOUND (`accept_moderator_invite.error-NO_INVITE_FOUND.2020`) */
export function answerInvite(
  world: World,
  now: number,
  subreddit: Subreddit,
  account: Account,
  accepted: boolean,
): void {
  const invite = subreddit.invites.find((one) => one.accountId === account.id);
  if (!invite) {
    throw new Refusal("NO_INVITE_FOUND", "there is no pending invite for that subreddit");
  }
  subreddit.invites = subreddit.invites.filter((one) => one !== invite);
  if (!accepted) return;
  setModerator(world, now, subreddit, account, invite.permissions);
  logModeration(world, now, subreddit, {
    action: "acceptmoderatorinvite",
    moderatorId: account.id,
    targetId: null,
  });
}

/**
 * Reads PRAW's `-all,+access,+mail`; `+all` and an empty string mean everything.
 *
 * @throws Refusal INVALID_PERMISSIONS (`friend.error-INVALID_PERMISSIONS.2017`)
 */
export function parsePermissions(text: string): ModeratorPermission[] {
  const granted: ModeratorPermission[] = [];
  for (const part of text.split(",").filter((one) => one.trim() !== "")) {
    const name = part.trim().replace(/^[+-]/, "");
    const known = name === "all" ? "all" : PERMISSIONS.find((one) => one === name);
    if (!known)
      throw new Refusal("INVALID_PERMISSIONS", "invalid permissions string", "permissions");
    if (!part.trim().startsWith("-")) granted.push(known);
  }
  if (text.trim() === "" || granted.includes("all")) return ["all"];
  return granted;
}
