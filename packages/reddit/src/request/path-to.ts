import { RedditError } from "@appealmod/core";

/**
 * Builds a path from fixed parts and names: `pathTo\`/r/${subreddit}/about\``. Names are
 * encoded, so that none of them can lead to another endpoint.
 *
 * @throws RedditError `not-found` for a name that no address can carry (empty, `.` or `..`)
 */
export function pathTo(parts: TemplateStringsArray, ...names: readonly string[]): string {
  return parts
    .map((part, index) => {
      const name = names[index];
      if (name === undefined) return part;
      if (name === "" || name === "." || name === "..") {
        throw new RedditError(`"${name}" is no name that Reddit knows.`, {
          kind: "not-found",
          endpoint: parts.join("…"),
        });
      }
      return part + encodeURIComponent(name.toWellFormed());
    })
    .join("");
}
