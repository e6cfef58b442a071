import { subredditName } from "@appealmod/config/reddit-names";
import { errorResponse } from "../../../../../server/error-response.ts";
import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

/** Has the bot do nothing in a community, or go on there. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/moderate/join" }, async ({ signedIn, fields }) => {
    const subreddit = subredditName(oneValue(fields, "subreddit"));
    if (subreddit === undefined) return errorResponse("unreadable", request);
    const isPaused = oneValue(fields, "pause") === "1";
    await theSite().rooms.pauseCommunity(signedIn, subreddit, isPaused);
    return seeOther(`/moderate/join#r-${subreddit.toLowerCase()}`);
  });
}

export function GET(): Response {
  return seeOther("/moderate/join");
}
