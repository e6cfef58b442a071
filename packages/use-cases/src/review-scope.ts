import { type Moderator, neededOnReddit } from "@appealmod/core";
import type { ReviewScope } from "@appealmod/db";
import { moderatorListHoldsMs } from "./require-permission.ts";

/** What a moderator may read, as a condition of queries. */
export function reviewScope({ redditorId }: Moderator, now: Date): ReviewScope {
  return {
    redditorId,
    permissions: neededOnReddit.review ?? ["all"],
    listedSince: new Date(now.getTime() - moderatorListHoldsMs),
  };
}
