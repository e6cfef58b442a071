import type { Actor } from "./actor.ts";

/**
 * What can be done with a community:
 * - `serve`: have the bot begin or stop, and choose the account that does it.
 * - `configure`: change its settings, texts and questions.
 * - `observe`: note what was found out about it at Reddit.
 */
export type CommunityPermission = "serve" | "configure" | "observe";

/** Whether an actor may do this with the community. */
export function hasPermission(
  actor: Actor,
  permission: CommunityPermission,
  _subreddit: string,
): boolean {
  switch (actor.kind) {
    case "operator":
      return permission !== "observe";
    // The settings that a program starts with name communities and their accounts.
    case "program":
      return permission !== "configure";
    // Here the rights of moderators come in, for the communities that Reddit says they moderate.
    case "moderator":
    case "researcher":
    case "redditor":
    case "visitor":
      return false;
  }
}
