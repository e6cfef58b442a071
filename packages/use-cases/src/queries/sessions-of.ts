import type { Moderator } from "@appealmod/core";
import { listSessions, type SiteSession } from "@appealmod/db";
import type { Installation } from "../installation.ts";

/** One's own sessions that are in force, the last used first. */
export async function sessionsOf(
  { database }: Installation,
  { redditorId }: Moderator,
  at: Date,
): Promise<readonly SiteSession[]> {
  return listSessions(database, redditorId, at);
}
