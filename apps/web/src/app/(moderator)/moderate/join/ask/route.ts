import { subredditName } from "@appealmod/config/reddit-names";
import { errorResponse } from "../../../../../server/error-response.ts";
import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

/** Asks the bot to come to a community. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/moderate/join" }, async ({ signedIn, fields }) => {
    const { limiter, rooms } = theSite();
    const subreddit = subredditName(oneValue(fields, "subreddit"));
    if (subreddit === undefined) return errorResponse("unreadable", request);
    if (!(await limiter.allows("joins of a moderator", signedIn.moderator.redditorId)))
      return errorResponse("tooMany", request);
    await rooms.joinCommunity(signedIn, subreddit);
    return seeOther("/moderate/join");
  });
}

export function GET(): Response {
  return seeOther("/moderate/join");
}
