import { subredditName } from "@appealmod/config/reddit-names";
import { errorResponse } from "../../../../../../../server/error-response.ts";
import { oneValue } from "../../../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../../../server/see-other.ts";
import { settingPaths } from "../../../../../../../server/settings/setting-paths.ts";
import { theSite } from "../../../../../../../server/site.ts";

/** Publishes another version of a month of a community's public numbers, with its reason. */
export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ readonly sub: string }> },
): Promise<Response> {
  const subreddit = subredditName((await params).sub);
  if (subreddit === undefined) return errorResponse("notFound", request);
  const path = settingPaths(subreddit).report;
  return answerRoomPost(request, { path }, async ({ signedIn, fields }) => {
    const [month, note] = [oneValue(fields, "month"), oneValue(fields, "note")];
    const version = await theSite().correctReport(signedIn, { subreddit, month, note });
    return seeOther(
      version === null
        ? `${path}?${new URLSearchParams({ month, wrong: "1" })}`
        : `${path}?version=${version}`,
    );
  });
}
