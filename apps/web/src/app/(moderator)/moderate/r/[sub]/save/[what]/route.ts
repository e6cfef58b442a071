import { errorResponse } from "../../../../../../../server/error-response.ts";
import {
  answerCommunityPost,
  type CommunityRoute,
} from "../../../../../../../server/receive-community-post.ts";
import {
  receiveSetting,
  settingReceiver,
} from "../../../../../../../server/settings/receive-setting.ts";
import { theSite } from "../../../../../../../server/site.ts";

type Route = CommunityRoute<{ readonly what: string }>;

/** Receives what the forms about a community's settings post. */
export async function POST(request: Request, route: Route): Promise<Response> {
  const receiver = settingReceiver((await route.params).what);
  if (!receiver) return errorResponse("notFound", request);
  return answerCommunityPost(request, route, "community", ({ signedIn: by, subreddit, fields }) =>
    receiveSetting(receiver, { room: theSite().rooms.settings, by, subreddit, fields }),
  );
}
