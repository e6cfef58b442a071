import { type Appellant, isSameName } from "@appealmod/core";
import type { RedditAuthor, RedditConversation, RedditUser } from "../schemas/modmail.ts";
import { toAccountId } from "./to-account-id.ts";
import { deletedName } from "./to-author.ts";

/** Reddit's robot can be the participant of its own notices; nobody is on the other side then. */
const autoModerator = "AutoModerator";

/**
 * Who is on the other side. Reddit's `participant` is `{}` where there is nobody, but also
 * in all single conversations until 2021 and where the account is deleted; then the user
 * block or the authors tell.
 *
 * @param authors of the conversation's messages, oldest first
 */
export function toAppellant(
  conversation: RedditConversation,
  user: RedditUser | null,
  authors: readonly RedditAuthor[],
): Appellant | null {
  if (conversation.isInternal || isBetweenSubreddits(conversation)) return null;
  const known = [...(conversation.authors ?? []), ...authors];
  const participant = conversation.participant?.name ? conversation.participant : null;
  const name =
    participant?.name ??
    (user?.name || (known.find((author) => author.isParticipant) ?? known.find(isOutsider))?.name);
  if (!name || isSameName(name, autoModerator)) return null;
  const isDeleted =
    name === deletedName ||
    participant?.isDeleted === true ||
    known.some((author) => author.isDeleted && author.name && isSameName(author.name, name));
  const author = participant ?? known.find((each) => each.name && isSameName(each.name, name));
  const isUserBlockTheirs = user?.name ? isSameName(user.name, name) : false;
  const id = toAccountId(author?.id) ?? (isUserBlockTheirs ? toAccountId(user?.id) : null);
  if (isDeleted) return { id, name, account: "deleted" };
  return { id, name, account: isUserBlockTheirs && user?.isSuspended ? "suspended" : "active" };
}

function isOutsider(author: RedditAuthor): boolean {
  if (!author.name || isSameName(author.name, autoModerator)) return false;
  return !author.isMod && !author.isAdmin;
}

function isBetweenSubreddits(conversation: RedditConversation): boolean {
  return (
    conversation.conversationType === "sr_sr" ||
    Object.keys(conversation.participantSubreddit ?? {}).length > 0
  );
}
