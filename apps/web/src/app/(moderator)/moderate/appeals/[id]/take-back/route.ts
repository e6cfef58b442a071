import { answerAppealPost, leadToAppeal } from "../../../../../../server/appeal-post.ts";
import { oneValue } from "../../../../../../server/posted-fields.ts";
import { theSite } from "../../../../../../server/site.ts";

type Context = Parameters<typeof leadToAppeal>[0];

/** Takes a decision back that the bot has not begun with. */
export async function POST(request: Request, context: Context): Promise<Response> {
  return answerAppealPost(request, context, async (post) => {
    const { appealId } = post;
    const about = { appealId, decisionId: oneValue(post.fields, "decision") };
    const result = await theSite().rooms.takeBackDecision(post.signedIn.moderator, about);
    return result === "unknown" ? post.missing() : post.done(result);
  });
}

export const GET = (_request: Request, context: Context) => leadToAppeal(context);
