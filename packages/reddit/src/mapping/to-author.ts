import type { Author } from "@appealmod/core";
import type { RedditAuthor } from "../schemas/modmail.ts";

/** What Reddit writes in place of a name that is gone. */
export const deletedName = "[deleted]";

export function toAuthor(author: RedditAuthor): Author {
  const name = author.name || deletedName;
  return {
    name,
    isModerator: author.isMod ?? false,
    isAdmin: author.isAdmin ?? false,
    isDeleted: author.isDeleted === true || name === deletedName,
  };
}
