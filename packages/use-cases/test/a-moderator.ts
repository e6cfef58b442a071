import { type Moderator, nameKey } from "@appealmod/core";
import { cast } from "@appealmod/core/testing";
import type { Installation } from "../src/installation.ts";

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
  const moderator = { kind: "moderator", redditorId: `t2_w${count}`, username: `warden_${count}` };
  await database.pool.query(
    `insert into community_moderators (subreddit_key, redditor_id, username, permissions, as_of)
    values ($1, $2, $3, $4, $5)`,
    [nameKey(subreddit), moderator.redditorId, moderator.username, [...permissions], asOf],
  );
  return { ...moderator, kind: "moderator" };
}
