import { answerAppealPost, leadToAppeal } from "../../../../../../server/appeal-post.ts";
import { oneValue, writtenWords } from "../../../../../../server/posted-fields.ts";
import { theSite } from "../../../../../../server/site.ts";

type Context = Parameters<typeof leadToAppeal>[0];

/** Keeps a note for the other moderators. */
export async function POST(request: Request, context: Context): Promise<Response> {
  return answerAppealPost(request, context, async (post) => {
    const { rooms, roomRefusal } = theSite();
    const note = { appealId: post.appealId, text: oneValue(post.fields, "text") };
    const added = await rooms.addModeratorNote(post.signedIn.moderator, note);
    switch (added) {
      case "unknown":
        return post.missing();
      case "too-long":
        return roomRefusal("noteTooLong", {
          path: post.path,
          nonce: request.headers.get("x-nonce"),
          back: { words: writtenWords(post.fields) },
        });
      case "empty":
        return post.done("note-empty");
      case "added":
        return post.done("note-added", "#timeline");
    }
  });
}

export const GET = (_request: Request, context: Context) => leadToAppeal(context);
