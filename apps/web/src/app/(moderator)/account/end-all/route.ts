import { answerRoomPost } from "../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../server/see-other.ts";
import { forgetSessionCookie } from "../../../../server/session-cookie.ts";
import { theSite } from "../../../../server/site.ts";

/** Ends all of one's own sessions, this one too. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/account" }, async ({ signedIn }) => {
    const { rooms, webUrl } = theSite();
    await rooms.signOutEverywhere(signedIn.moderator);
    return seeOther("/sign-in?out=1", { "Set-Cookie": forgetSessionCookie(webUrl) });
  });
}

export function GET(): Response {
  return seeOther("/account");
}
