import { answerAppealPost, leadToAppeal } from "../../../../../../server/appeal-post.ts";
import { oneValue } from "../../../../../../server/posted-fields.ts";
import { theSite } from "../../../../../../server/site.ts";

type Context = Parameters<typeof leadToAppeal>[0];

/** Says whether one wants to be told of an appeal. */
export async function POST(request: Request, context: Context): Promise<Response> {
  return answerAppealPost(request, context, async (post) => {
    const isWatched = oneValue(post.fields, "watch") === "1";
    const { appealId, signedIn } = post;
    const isThere = await theSite().rooms.watchAppeal(signedIn.moderator, { appealId, isWatched });
    return isThere ? post.done(isWatched ? "watched" : "unwatched") : post.missing();
  });
}

export const GET = (_request: Request, context: Context) => leadToAppeal(context);
