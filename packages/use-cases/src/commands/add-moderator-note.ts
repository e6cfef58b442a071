import { cleanText, type Moderator } from "@appealmod/core";
import {
  findAppealForCommand,
  inTransaction,
  lastNoteBy,
  storeEvents,
  storeModeratorNote,
} from "@appealmod/db";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";
import { isUuid } from "../is-uuid.ts";
import { requirePermission } from "../require-permission.ts";

/** The longest note, in characters. */
export const longestNote = 2_000;

/** The same words by the same moderator so soon after were sent twice by one press. */
const sameWithinMs = 60_000;

/**
 * Keeps what a moderator has to tell the others about an appeal: plain text, for moderators alone.
 *
 * @throws NotAllowedError, ModeratorListOutdatedError
 */
export async function addModeratorNote(
  { database }: Installation,
  moderator: Moderator,
  note: { readonly appealId: string; readonly text: string; readonly at: Date },
): Promise<"added" | "empty" | "too-long" | "unknown"> {
  const { appealId, at } = note;
  if (!isUuid(appealId)) return "unknown";
  return inTransaction(database, async (orm) => {
    const appeal = await findAppealForCommand(orm, appealId);
    if (!appeal) return "unknown";
    await requirePermission({ orm }, moderator, "review", appeal.subreddit, at);
    const text = cleanText(note.text);
    if (text === "") return "empty";
    if ([...text].length > longestNote) return "too-long";
    const { redditorId, username } = moderator;
    const last = await lastNoteBy(orm, appealId, redditorId);
    if (last?.text === text && at.getTime() - last.at.getTime() < sameWithinMs) return "added";
    await storeModeratorNote(orm, { appealId, authorId: redditorId, author: username, text, at });
    const message = `u/${username} left a note for the other moderators.`;
    const event = { event: "moderator-note-added", message, at };
    await storeEvents(orm, [appealEvent(moderator, { ...appeal, appealId }, event)]);
    return "added";
  });
}
