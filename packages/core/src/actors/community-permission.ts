import { assertNever } from "../assert-never.ts";
import type { Actor } from "./actor.ts";

/**
 * What can be done with a community:
 * - `serve`: have the bot begin or stop, and choose the account that does it.
 * - `configure`: change its settings, texts and questions.
 * - `set-fraction`: change the share of redditors who are drawn into treatment.
 * - `observe`: note what was found out about it at Reddit.
 * - `review`: read its appeals, claim them, write notes.
 * - `decide`: decide about an appeal, by which the bot lifts a ban or answers.
 */
export const communityPermissions = [
  "serve",
  "configure",
  "set-fraction",
  "observe",
  "review",
  "decide",
] as const;
export type CommunityPermission = (typeof communityPermissions)[number];

/**
 * Which of Reddit's permissions a moderator needs, all of them or the one for everything, `all`;
 * `null`: none is enough.
 */
export const neededOnReddit: Readonly<Record<CommunityPermission, readonly string[] | null>> = {
  serve: null,
  configure: ["config"],
  "set-fraction": null,
  observe: null,
  review: ["mail"],
  decide: ["mail", "access"],
};

/**
 * Whether an actor may do this with a community.
 *
 * @param rights of a moderator, by Reddit's own list; `null` for whoever does not moderate it
 */
export function hasPermission(
  actor: Actor,
  permission: CommunityPermission,
  rights: readonly string[] | null,
): boolean {
  switch (actor.kind) {
    case "operator":
      // Appeals are for those who moderate: whoever runs the installation sets communities up.
      return !["observe", "review", "decide"].includes(permission);
    // The settings that a program starts with name communities and their accounts.
    case "program":
      return permission === "serve" || permission === "observe";
    case "moderator": {
      const needed = neededOnReddit[permission];
      if (needed === null || rights === null) return false;
      return rights.includes("all") || needed.every((each) => rights.includes(each));
    }
    case "researcher":
      return permission === "set-fraction";
    case "redditor":
    case "visitor":
      return false;
    default:
      return assertNever(actor);
  }
}
