/**
 * The bare name of a community, from any of the ways that people write it: `Foo`, `r/Foo`,
 * `/r/Foo/`, `https://www.reddit.com/r/Foo/about`. Undefined when it cannot be one. A user's own
 * page (`u_name`) is a community to Reddit as well.
 */
export function subredditName(written: string): string | undefined {
  return nameAfter(written, "r", /^(?:u_[\w-]{1,20}|[a-z0-9]\w{1,20})$/i);
}

/** The bare name of a redditor: `Foo`, `@Foo`, `u/Foo`, `/user/Foo/`, or the address of the profile. */
export function redditorName(written: string): string | undefined {
  return nameAfter(written.trim().replace(/^@/, ""), "u|user", /^[\w-]{2,20}$/);
}

/** What nobody sees, and the backslashes of Reddit's editor: no name has any of it. */
const neverInName = /[\\\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Brackets, quotation marks and stops that stood around a name where it was copied. */
const aroundName = /^[^\p{L}\p{M}\p{N}/_<-]+|[^\p{L}\p{M}\p{N}/_>-]+$/gu;
/** An address stands in angle brackets; a word in them is a tag, and nobody's name. */
const aroundAddress = /^[^\p{L}\p{M}\p{N}/_-]+|[^\p{L}\p{M}\p{N}/_-]+$/gu;

function nameAfter(written: string, prefix: string, shape: RegExp): string | undefined {
  const seen = written.replace(neverInName, "");
  const bare = seen.replace(seen.includes("/") ? aroundAddress : aroundName, "");
  const path = bare
    .replace(/^(?:https?:\/\/)?(?:[a-z]+\.)?reddit\.com(?=\/)/i, "")
    .replace(/[?#].*$/, "");
  const cameAsAddress = path !== bare;
  const match = new RegExp(`^(?:/?(?:${prefix})/)?([^/]+)/?(.*)$`, "i").exec(path);
  const [, name = "", rest = ""] = match ?? [];
  if (rest !== "" && !cameAsAddress) return undefined;
  return shape.test(name) ? name : undefined;
}
