import { type Moderator, nameKey } from "@appealmod/core";
import { cast } from "@appealmod/core/testing";
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

let count = 0;

/** Somebody who moderates a community, by a list that was read at that time. */
export async function aModeratorOf(
  { database }: Installation,
  options: {
    readonly subreddit?: string;
    readonly permissions?: readonly string[];
    readonly asOf: Date;
  },
): Promise<Moderator> {
  const { subreddit = cast.subreddit, permissions = ["all"], asOf } = options;
  count += 1;
  const who = { redditorId: `t2_w${count}`, username: `warden_${count}` };
  await database.pool.query(
    `insert into community_moderators (subreddit_key, redditor_id, username, permissions, as_of)
    values ($1, $2, $3, $4, $5)`,
    [nameKey(subreddit), who.redditorId, who.username, [...permissions], asOf],
  );
  return { kind: "moderator", ...who };
}
