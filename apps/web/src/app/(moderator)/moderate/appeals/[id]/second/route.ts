import { answerAppealPost, leadToAppeal } from "../../../../../../server/appeal-post.ts";
import { oneValue } from "../../../../../../server/posted-fields.ts";
import { theSite } from "../../../../../../server/site.ts";

type Context = Parameters<typeof leadToAppeal>[0];

/** Agrees to what another moderator decided. */
export async function POST(request: Request, context: Context): Promise<Response> {
  return answerAppealPost(request, context, async (post) => {
    const { rooms, roomRefusal } = theSite();
    const { appealId, path } = post;
    const about = { appealId, decisionId: oneValue(post.fields, "decision") };
    const result = await rooms.secondDecision(post.signedIn.moderator, about);
    switch (result) {
      case "unknown":
        return post.missing();
      case "no-decider": {
        const nonce = request.headers.get("x-nonce");
        return roomRefusal("noDecider", { path, nonce, back: { words: [] } });
      }
      case "too-late":
        return post.done("second-too-late");
      case "own":
        return post.done("second-own");
      case "seconded":
        return post.done("seconded");
    }
  });
}

export const GET = (_request: Request, context: Context) => leadToAppeal(context);
