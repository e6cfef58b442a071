import { subredditName } from "@appealmod/config/reddit-names";
import { errorResponse } from "./error-response.ts";
import { answerRoomPost, type RoomPost } from "./receive-room-post.ts";
import { type SettingPaths, settingPaths } from "./settings/setting-paths.ts";

interface CommunityPost extends RoomPost {
  readonly subreddit: string;
  /** Of the page that the form stands on. */
  readonly path: string;
}

/** What Next hands to a route below a community's address. */
export interface CommunityRoute<Params = object> {
  readonly params: Promise<Params & { readonly sub: string }>;
}

/** Answers a post of one page about a community, as `answerRoomPost` does. */
export async function answerCommunityPost(
  request: Request,
  { params }: CommunityRoute,
  page: "community" | "dryRun" | "notifications" | "report",
  work: (post: CommunityPost) => Promise<Response>,
): Promise<Response> {
  const subreddit = subredditName((await params).sub);
  if (subreddit === undefined) return errorResponse("notFound", request);
  const path: SettingPaths[typeof page] = settingPaths(subreddit)[page];
  return answerRoomPost(request, { path }, (post) => work({ ...post, subreddit, path }));
}
