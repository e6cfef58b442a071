import type { Author } from "@appealmod/core";
import type { RedditAuthor } from "../schemas/modmail.ts";
import { toAccountId } from "./to-account-id.ts";

/** What Reddit writes in place of a name that is gone. */
export const deletedName = "[deleted]";

export function toAuthor(author: RedditAuthor): Author {
  const name = author.name || deletedName;
  return {
    id: toAccountId(author.id),
    name,
    isModerator: author.isMod ?? false,
    isAdmin: author.isAdmin ?? false,
    isDeleted: author.isDeleted === true || name === deletedName,
  };
}
