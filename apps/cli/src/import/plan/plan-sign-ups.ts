import { nameKey } from "@appealmod/core";
import type { SignUpToImport } from "@appealmod/use-cases";
import { sources } from "../source/earlier-rows.ts";
import type { Gathered } from "../source/gather.ts";

/** The first sign-up of each redditor for each community; later ones say the same. */
export function planSignUps(
  { signUps }: Pick<Gathered, "signUps">,
  isPurged: (username: string) => boolean,
): readonly SignUpToImport[] {
  const source = sources.signUps;
  const groups = Map.groupBy(
    signUps.filter(({ row }) => !isPurged(row.reddit_username)),
    ({ row }) => `${nameKey(row.subreddit_url)}/${nameKey(row.reddit_username)}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.toSorted(
      (one, other) => one.row.created_at.getTime() - other.row.created_at.getTime(),
    );
    if (first === undefined) return [];
    const { name, email, reddit_username, subreddit_url, created_at } = first.row;
    const none = { source, appealId: null };
    return {
      signUp: {
        ...{ name, email, redditUsername: reddit_username, subredditUrl: subreddit_url },
        at: created_at,
      },
      rows: [
        { ...none, key: first.key, became: "kept" as const, reason: "a sign-up" },
        ...others.map(({ key }) => ({
          ...{ ...none, key, became: "merged" as const },
          reason: `the same redditor and community as row ${first.key}, which is older`,
        })),
      ],
    };
  });
}
