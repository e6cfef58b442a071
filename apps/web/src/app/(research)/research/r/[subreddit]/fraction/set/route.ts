import { readFraction } from "../../../../../../../components/research/read-fraction.ts";
import { oneValue } from "../../../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../../../server/see-other.ts";
import { theSite } from "../../../../../../../server/site.ts";

interface Context {
  readonly params: Promise<{ readonly subreddit: string }>;
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { subreddit } = await params;
  const path = `/research/r/${encodeURIComponent(subreddit)}/fraction`;
  return answerRoomPost(request, { path }, async ({ signedIn, fields }) => {
    const typed = oneValue(fields, "percent");
    const fraction = readFraction(typed);
    if (fraction === null) return seeOther(`${path}?${new URLSearchParams({ percent: typed })}`);
    await theSite().research.changeFraction(signedIn, subreddit, fraction);
    return seeOther(`${path}?done=1`);
  });
}

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { subreddit } = await params;
  return seeOther(`/research/r/${encodeURIComponent(subreddit)}/fraction`);
}
