import type { Database } from "@appealmod/db";
import type { StoryEvidence } from "./stories/evidence.ts";

/** What the bot recorded at a moment, in a line. */
export interface RecordedLine {
  readonly date: number;
  readonly text: string;
}

/** What the bot itself recorded of a story: its events, and what its register says of the bans. */
export async function recordOf(
  { pool }: Database,
  { story, conversations }: StoryEvidence,
): Promise<readonly RecordedLine[]> {
  const { rows: events } = await pool.query<{
    at: Date;
    kind: string;
    message: string;
    data: unknown;
  }>("select at, kind, message, data from events where conversation_id = any($1) order by id", [
    conversations.map(({ id }) => id),
  ]);
  const { rows: bans } = await pool.query<Record<string, unknown> & { checked_at: Date }>(
    `select banned_at, banned_by, permanence, ends_at, note, lifted_at, lifted_by, source, is_in_log, checked_at
       from bans where username_key = lower($1) and subreddit_key = lower($2)`,
    [story.redditor, story.community.name],
  );
  return [
    ...events.map(({ at, kind, message, data }) => ({
      date: at.getTime(),
      text: `      bot: ${kind}: ${message} ${JSON.stringify(data)}`,
    })),
    ...bans.map((ban) => ({
      date: ban.checked_at.getTime(),
      text: `      ban in the end: ${JSON.stringify(ban)}`,
    })),
  ];
}
