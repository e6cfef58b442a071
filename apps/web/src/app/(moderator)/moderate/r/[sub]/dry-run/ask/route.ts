import { subredditName } from "@appealmod/config/reddit-names";
import { errorResponse } from "../../../../../../../server/error-response.ts";
import { answerRoomPost } from "../../../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../../../server/see-other.ts";
import { settingPaths } from "../../../../../../../server/settings/setting-paths.ts";
import { theSite } from "../../../../../../../server/site.ts";

/** Has the bot look at a community's last conversations, and do nothing. */
export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ readonly sub: string }> },
): Promise<Response> {
  const subreddit = subredditName((await params).sub);
  if (subreddit === undefined) return errorResponse("notFound", request);
  const path = settingPaths(subreddit).dryRun;
  return answerRoomPost(request, { path }, async ({ signedIn }) => {
    const { limiter, rooms } = theSite();
    if (!(await limiter.allows("dry runs of a moderator", signedIn.moderator.redditorId)))
      return errorResponse("tooMany", request);
    await rooms.dryRunCommunity(signedIn, subreddit);
    return seeOther(path);
  });
}
