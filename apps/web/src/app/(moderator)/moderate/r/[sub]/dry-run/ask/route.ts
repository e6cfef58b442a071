import { errorResponse } from "../../../../../../../server/error-response.ts";
import {
  answerCommunityPost,
  type CommunityRoute,
} from "../../../../../../../server/receive-community-post.ts";
import { seeOther } from "../../../../../../../server/see-other.ts";
import { theSite } from "../../../../../../../server/site.ts";

/** Has the bot look at a community's last conversations, and do nothing. */
export async function POST(request: Request, route: CommunityRoute): Promise<Response> {
  return answerCommunityPost(request, route, "dryRun", async ({ signedIn, subreddit, path }) => {
    const { limiter, rooms } = theSite();
    if (!(await limiter.allows("dry runs of a moderator", signedIn.moderator.redditorId)))
      return errorResponse("tooMany", request);
    await rooms.dryRunCommunity(signedIn, subreddit);
    return seeOther(path);
  });
}
