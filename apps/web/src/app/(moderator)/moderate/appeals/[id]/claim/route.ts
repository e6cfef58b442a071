import { answerAppealPost, leadToAppeal } from "../../../../../../server/appeal-post.ts";
import { oneValue } from "../../../../../../server/posted-fields.ts";
import { theSite } from "../../../../../../server/site.ts";

type Context = Parameters<typeof leadToAppeal>[0];

/** Says that one is on an appeal, or goes on to be. */
export async function POST(request: Request, context: Context): Promise<Response> {
  return answerAppealPost(request, context, async (post) => {
    const takeOver = oneValue(post.fields, "takeOver") === "1";
    const { moderator } = post.signedIn;
    const { kind } = await theSite().rooms.claimAppeal(moderator, {
      appealId: post.appealId,
      takeOver,
    });
    return kind === "unknown" ? post.missing() : post.done(kind);
  });
}

export const GET = (_request: Request, context: Context) => leadToAppeal(context);
