import { RedditError } from "@appealmod/core";
import type { ApiCall } from "../request/api-call.ts";
import { pathTo } from "../request/path-to.ts";
import type { Requester } from "../request/requester.ts";

/** Accepts the invitation to moderate a community; false where there is none. One request. */
export async function acceptModeratorInvite(
  requester: Requester,
  subreddit: string,
): Promise<boolean> {
  const call: ApiCall = {
    method: "POST",
    path: pathTo`/r/${subreddit}/api/accept_moderator_invite`,
    form: { api_type: "json" },
    effect: "repeatable",
    priority: "write",
    whenForbidden: `r/${subreddit} is private and does not let the bot in.`,
    whenNotFound: `There is no community r/${subreddit}, or it is banned. Check its spelling.`,
  };
  try {
    await requester.request(call);
    return true;
  } catch (error) {
    if (error instanceof RedditError && /\bNO_INVITE_FOUND\b/.test(error.message)) return false;
    throw error;
  }
}
