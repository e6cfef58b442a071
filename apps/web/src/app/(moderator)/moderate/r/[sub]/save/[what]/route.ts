import { subredditName } from "@appealmod/config";
import { errorResponse } from "../../../../../../../server/error-response.ts";
import { answerRoomPost } from "../../../../../../../server/receive-room-post.ts";
import {
  receiveSetting,
  settingReceiver,
} from "../../../../../../../server/settings/receive-setting.ts";
import { settingPaths } from "../../../../../../../server/settings/setting-paths.ts";
import { theSite } from "../../../../../../../server/site.ts";

/** Receives what the forms about a community's settings post. */
export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ readonly sub: string; readonly what: string }> },
): Promise<Response> {
  const { sub, what } = await params;
  const receiver = settingReceiver(what);
  const subreddit = subredditName(sub);
  if (!receiver || subreddit === undefined) return errorResponse("notFound", request);
  const path = settingPaths(subreddit).community;
  return answerRoomPost(request, { path }, ({ signedIn, fields }) =>
    receiveSetting(receiver, {
      room: theSite().rooms.settings,
      by: signedIn,
      subreddit,
      fields,
    }),
  );
}
