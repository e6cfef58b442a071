import { oneValue } from "../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../server/see-other.ts";
import { forgetSessionCookie } from "../../../../server/session-cookie.ts";
import { theSite } from "../../../../server/site.ts";

/** Ends one of one's own sessions. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/account" }, async ({ signedIn, fields }) => {
    const { rooms, webUrl } = theSite();
    const session = oneValue(fields, "session");
    await rooms.signOut(signedIn.moderator, session);
    if (session !== signedIn.sessionId) return seeOther("/account?ended=1");
    return seeOther("/sign-in?out=1", { "Set-Cookie": forgetSessionCookie(webUrl) });
  });
}

export function GET(): Response {
  return seeOther("/account");
}
