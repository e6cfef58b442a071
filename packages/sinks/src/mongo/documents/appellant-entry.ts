import { type Appeal, type AppellantRecord, type Group, nameKey } from "@appealmod/core";
import { collections } from "../collections.ts";
import type { ArchiveEntry } from "./archive-entry.ts";
import { type StorableDocument, storable } from "./storable.ts";

const deletedName = "[deleted]";

/** The groups as research queries know them. */
const groupNumbers: Readonly<Record<Group, number>> = { treatment: 1, control: 0 };

/** `user-logs`: one redditor in one community, either group, up to the outcome. */
export function appellantEntry(record: AppellantRecord): ArchiveEntry {
  const { subreddit, appeal, firstKnownAs, at } = record;
  // Reddit calls every redditor so who is gone: the name of before tells them apart.
  const username = record.username === deletedName ? appeal.username : record.username;
  const main = appeal.conversationId;
  return {
    collection: collections.users,
    key: `${subreddit.toLowerCase()}/${nameKey(firstKnownAs)}`,
    at,
    document: storable({
      username,
      subreddit,
      conv_id: main,
      other_conv_ids: record.conversationIds.filter((id) => id !== main),
      group: groupNumbers[appeal.group],
      appeal_time: appeal.openedAt,
      form_filled: appeal.form !== null,
      form_shared: record.isFormShared,
      note_shared: record.isNoteShared,
      mod_involved: appeal.isModeratorInvolved,
      user_deleted: record.isDeleted,
      ignored: isIgnored(record),
      last_conv_update: record.lastConversationUpdate,
      appeal_accept: accepted(appeal),
      appeal_id: appeal.id,
      state: appeal.state,
      outcome: appeal.outcome,
      ban_time: appeal.bannedAt,
      form_time: appeal.form?.submittedAt ?? null,
      closed_time: appeal.closedAt,
    }) as StorableDocument,
  };
}

/** The form was offered, and the appeal ended without it and without an unban. */
function isIgnored({ appeal, isFormShared }: AppellantRecord): boolean {
  const { state, form, outcome } = appeal;
  return isFormShared && state === "closed" && form === null && outcome !== "granted";
}

/** `null` while it is open and where nobody decided. */
function accepted({ outcome }: Appeal): boolean | null {
  if (outcome === null || outcome === "none") return null;
  return outcome === "granted";
}
