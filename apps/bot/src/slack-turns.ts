import { countInWindow, type Database } from "@appealmod/db";
import type { TakeTurn } from "@appealmod/slack";

/** At most 56 of these begin within a minute: below the sixty posts that Slack takes of a webhook. */
const windowMs = 1_100;

/**
 * Shares Slack's rate among all processes of an installation, also on several machines: each
 * post takes one window of time, and the database says who was first.
 */
export function createSlackTurns(database: Database): TakeTurn {
  return async (webhook) => {
    const at = new Date();
    const count = await countInWindow(database, { key: `slack ${webhook}`, windowMs, at });
    return count === 1 ? 0 : windowMs - (at.getTime() % windowMs);
  };
}
