import type { Moderator } from "@appealmod/core";
import { listModeratedBy, type ModeratedCommunity } from "@appealmod/db";
import type { Installation } from "../installation.ts";

/** What somebody moderates by what is known here, and whether the bot serves it. */
export async function moderatedCommunities(
  { database }: Installation,
  { redditorId }: Moderator,
): Promise<readonly ModeratedCommunity[]> {
  return listModeratedBy(database, redditorId);
}
