import { toProblems } from "../../../../../../../components/room/problem-notice.tsx";
import { oneValue } from "../../../../../../../server/posted-fields.ts";
import {
  answerCommunityPost,
  type CommunityRoute,
} from "../../../../../../../server/receive-community-post.ts";
import { seeOther } from "../../../../../../../server/see-other.ts";
import { theSite } from "../../../../../../../server/site.ts";

/** Publishes another version of a month of a community's public numbers, with its reason. */
export async function POST(request: Request, route: CommunityRoute): Promise<Response> {
  return answerCommunityPost(request, route, "report", async (post) => {
    const { signedIn, fields, subreddit, path } = post;
    const [month, note] = [oneValue(fields, "month"), oneValue(fields, "note")];
    const version = await theSite().correctReport(signedIn, { subreddit, month, note });
    return seeOther(
      version === null
        ? `${path}?${new URLSearchParams({ month, wrong: "1" })}${toProblems}`
        : `${path}?version=${version}`,
    );
  });
}
