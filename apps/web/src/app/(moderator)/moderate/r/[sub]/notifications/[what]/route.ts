import { subredditName } from "@appealmod/config/reddit-names";
import { errorResponse } from "../../../../../../../server/error-response.ts";
import { oneValue } from "../../../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../../../server/see-other.ts";
import { settingPaths } from "../../../../../../../server/settings/setting-paths.ts";
import { theSite } from "../../../../../../../server/site.ts";

/** Adds or removes a webhook of a community, or says what a moderator watches of it. */
export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ readonly sub: string; readonly what: string }> },
): Promise<Response> {
  const { sub, what } = await params;
  const subreddit = subredditName(sub);
  if (subreddit === undefined || !["add", "remove", "watch"].includes(what))
    return errorResponse("notFound", request);
  const path = settingPaths(subreddit).notifications;
  return answerRoomPost(request, { path }, async ({ signedIn, fields }) => {
    const { rooms } = theSite();
    const done = (word: string) => seeOther(`${path}?done=${word}`);
    if (what === "add") {
      const address = oneValue(fields, "address");
      return done(await rooms.addCommunityHook(signedIn, { subreddit, address }));
    }
    if (what === "remove") {
      await rooms.removeCommunityHook(signedIn, { subreddit, id: oneValue(fields, "hook") });
      return done("removed");
    }
    const scope = oneValue(fields, "scope");
    const known = scope === "community" || scope === "mine" ? scope : null;
    await rooms.watchCommunity(signedIn.moderator, { subreddit, scope: known });
    return done("watching");
  });
}
