import { answerAppealPost, leadToAppeal } from "../../../../../../server/appeal-post.ts";
import { oneValue, writtenWords } from "../../../../../../server/posted-fields.ts";
import type { RoomRefusalKind } from "../../../../../../server/room-refusal.ts";
import { theSite } from "../../../../../../server/site.ts";

type Context = Parameters<typeof leadToAppeal>[0];

/** Has the redditor asked once more, when it was confirmed: what is sent cannot be taken back. */
export async function POST(request: Request, context: Context): Promise<Response> {
  return answerAppealPost(request, context, async (post) => {
    const { rooms, roomRefusal } = theSite();
    const { appealId, path } = post;
    const refused = (kind: RoomRefusalKind) => {
      const nonce = request.headers.get("x-nonce");
      return roomRefusal(kind, { path, nonce, back: { words: writtenWords({ text: body }) } });
    };
    const body = oneValue(post.fields, "text").replaceAll("\r\n", "\n");
    if (oneValue(post.fields, "sure") !== "1") return refused("questionUnconfirmed");
    switch (await rooms.askRedditor(post.signedIn.moderator, { appealId, body })) {
      case "unknown":
        return post.missing();
      case "closed":
      case "not-with-people":
      case "unanswered":
        return refused("cannotAsk");
      case "too-long":
        return refused("questionTooLong");
      case "empty":
        return post.done("question-empty", "#ask");
      case "stored":
        return post.done("asked", "#timeline");
    }
  });
}

export const GET = (_request: Request, context: Context) => leadToAppeal(context);
