import { forbidden, Refusal, userDoesntExist } from "./refusal.ts";
import { nextId } from "./sequence.ts";
import type { Account, World } from "./world.ts";

export interface NewAccount {
  name: string;
  password?: string | undefined;
  createdAt?: number | undefined;
  linkKarma?: number | undefined;
  commentKarma?: number | undefined;
}

/**
 * Registers a redditor; the password is the name plus `-password` unless given.
 *
 * @throws Refusal BAD_USERNAME, USERNAME_TAKEN
 */
export function createAccount(world: World, now: number, input: NewAccount): Account {
  refuseBadName(world, null, input.name);
  const account: Account = {
    id: nextId(world, "account"),
    name: input.name,
    password: input.password ?? `${input.name}-password`,
    createdAt: input.createdAt ?? now - 400 * 86_400_000,
    status: "active",
    linkKarma: input.linkKarma ?? 1,
    commentKarma: input.commentKarma ?? 0,
  };
  world.accounts.set(account.id, account);
  world.index.accountByName.set(account.name.toLowerCase(), account);
  return account;
}

/** Three to twenty letters, digits, `_` or `-` (`user.username_available.error-BAD_USERNAME`). */
export function isUsername(name: string): boolean {
  return /^[\w-]{3,20}$/.test(name);
}

/** Whoever has this name, in any case; a deleted account has none. */
export function findAccount(world: World, name: string): Account | undefined {
  const bare = name.trim().replace(/^\/?u(?:ser)?\//i, "");
  return world.index.accountByName.get(bare.toLowerCase());
}

/** @throws Refusal USER_DOESNT_EXIST */
export function requireAccount(world: World, name: string, field = "name"): Account {
  const account = findAccount(world, name);
  if (!account) throw userDoesntExist(field);
  return account;
}

/**
 * Gives an account another name, as Reddit does once for a name that it made up itself: the id, what
 * was written and every standing stay. The old name is nobody's from then on.
 *
 * @throws Refusal BAD_USERNAME, USERNAME_TAKEN
 */
export function renameAccount(world: World, account: Account, name: string): void {
  refuseBadName(world, account, name);
  world.index.accountByName.delete(account.name.toLowerCase());
  account.name = name;
  world.index.accountByName.set(name.toLowerCase(), account);
}

function refuseBadName(world: World, account: Account | null, name: string): void {
  if (!isUsername(name)) {
    throw new Refusal("BAD_USERNAME", "invalid user name", "user");
  }
  const holder = findAccount(world, name);
  if (holder && holder !== account) {
    throw new Refusal("USERNAME_TAKEN", "that username is already taken", "user", 409);
  }
}

/** @throws Refusal FORBIDDEN (403): whoever is suspended reads, and writes nothing */
export function requireActive(account: Account): void {
  if (account.status === "suspended") throw forbidden();
}

/** Deletes an account: its name is gone, what it wrote stays as `[deleted]`, its tokens end. */
export function deleteAccount(world: World, account: Account): void {
  account.status = "deleted";
  world.index.accountByName.delete(account.name.toLowerCase());
  for (const token of world.accessTokens.values()) {
    if (token.accountId === account.id) world.accessTokens.delete(token.token);
  }
  for (const token of world.refreshTokens.values()) {
    if (token.accountId === account.id) world.refreshTokens.delete(token.token);
  }
  for (const subreddit of world.subreddits.values()) {
    for (const relationships of Object.values(subreddit.relationships)) {
      relationships.delete(account.id);
    }
    subreddit.moderators = subreddit.moderators.filter((one) => one.accountId !== account.id);
    subreddit.invites = subreddit.invites.filter((one) => one.accountId !== account.id);
  }
}
