import type { Moderator } from "@appealmod/core";
import { type ListedModerator, saveModeratorList } from "@appealmod/db";
import type { Installation } from "../src/installation.ts";

/** The moderators that communities of a test have, all with every permission unless they are told others. */
export const olive: Moderator = { kind: "moderator", redditorId: "t2_olive", username: "Olive" };
export const fern: Moderator = { kind: "moderator", redditorId: "t2_fern", username: "Fern" };

/** Puts Reddit's list of a community's moderators in place. */
export async function moderate(
  { database }: Installation,
  subreddit: string,
  moderators: readonly (readonly [Moderator, readonly string[]])[],
  asOf: Date = new Date(),
): Promise<void> {
  const listed = moderators.map(
    ([{ redditorId, username }, permissions]): ListedModerator => ({
      redditorId,
      username,
      permissions,
    }),
  );
  await saveModeratorList(database, subreddit, listed, asOf);
}
