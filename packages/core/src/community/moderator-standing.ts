import { isSameName } from "../appeal/conversation.ts";
import type { SubredditFacts } from "../ports/reddit-gateway.ts";

/** What the bot needs in a community: to see bans, and to read and write modmail. */
const needed = ["access", "mail"] as const;

/** Whether an account may do in a community what the bot has to do. */
export type ModeratorStanding =
  /** The server shows no moderators at all: that says nothing about ours. */
  | { readonly verdict: "unknown" }
  | { readonly verdict: "no-moderator" }
  | { readonly verdict: "complete"; readonly permissions: readonly string[] }
  | {
      readonly verdict: "lacking";
      readonly permissions: readonly string[];
      readonly missing: readonly string[];
    };

/** What a community's list of moderators says of the account; without regard to case. */
export function moderatorStanding(
  { moderators }: SubredditFacts,
  account: string,
): ModeratorStanding {
  if (moderators.length === 0) return { verdict: "unknown" };
  const own = moderators.find(({ name }) => isSameName(name, account));
  if (own === undefined) return { verdict: "no-moderator" };
  const { permissions } = own;
  // Where Reddit names no permissions, nobody can say that one lacks.
  const hasAll = permissions.length === 0 || permissions.includes("all");
  const missing = hasAll ? [] : needed.filter((permission) => !permissions.includes(permission));
  return missing.length === 0
    ? { verdict: "complete", permissions }
    : { verdict: "lacking", permissions, missing };
}
