import { answerAppealPost, leadToAppeal } from "../../../../../../server/appeal-post.ts";
import { theSite } from "../../../../../../server/site.ts";

type Context = Parameters<typeof leadToAppeal>[0];

/** Gives an appeal back that one was on. */
export async function POST(request: Request, context: Context): Promise<Response> {
  return answerAppealPost(request, context, async (post) => {
    const { moderator } = post.signedIn;
    const released = await theSite().rooms.releaseAppeal(moderator, post.appealId);
    return released === "unknown" ? post.missing() : post.done(released);
  });
}

export const GET = (_request: Request, context: Context) => leadToAppeal(context);
