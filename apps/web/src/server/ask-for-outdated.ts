import type { SignedIn } from "@appealmod/use-cases";
import { theSite } from "./site.ts";

/** At most so many lists are asked for by one look at the queue: each is a request to Reddit. */
const mostAtOnce = 10;

/** Has Reddit asked who moderates communities, of which that was read too long ago to go by. */
export async function askForOutdated(
  moderator: SignedIn["moderator"],
  outdated: readonly { readonly name: string }[],
): Promise<void> {
  const { limiter, rooms } = theSite();
  for (const { name } of outdated.slice(0, mostAtOnce))
    if (await limiter.allows("moderator lists of a community", name.toLowerCase()))
      await rooms.askForModeratorList(moderator, name);
}
