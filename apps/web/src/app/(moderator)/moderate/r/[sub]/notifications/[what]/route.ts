import { toProblems } from "../../../../../../../components/room/problem-notice.tsx";
import { errorResponse } from "../../../../../../../server/error-response.ts";
import { oneValue } from "../../../../../../../server/posted-fields.ts";
import {
  answerCommunityPost,
  type CommunityRoute,
} from "../../../../../../../server/receive-community-post.ts";
import { seeOther } from "../../../../../../../server/see-other.ts";
import { theSite } from "../../../../../../../server/site.ts";

type Route = CommunityRoute<{ readonly what: string }>;

/** Adds or removes a webhook of a community, or says what a moderator watches of it. */
export async function POST(request: Request, route: Route): Promise<Response> {
  const { what } = await route.params;
  if (!["add", "remove", "watch"].includes(what)) return errorResponse("notFound", request);
  return answerCommunityPost(request, route, "notifications", async (post) => {
    const { signedIn, fields, subreddit, path } = post;
    const { rooms } = theSite();
    if (what === "add") {
      const address = oneValue(fields, "address");
      const done = await rooms.addCommunityHook(signedIn, { subreddit, address });
      return seeOther(`${path}?done=${done}${done === "added" ? "" : toProblems}`);
    }
    if (what === "remove") {
      await rooms.removeCommunityHook(signedIn, { subreddit, id: oneValue(fields, "hook") });
      return seeOther(`${path}?done=removed`);
    }
    const scope = oneValue(fields, "scope");
    const known = scope === "community" || scope === "mine" ? scope : null;
    await rooms.watchCommunity(signedIn.moderator, { subreddit, scope: known });
    return seeOther(`${path}?done=watching`);
  });
}
