import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

/** Signs somebody out wherever they are signed in. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/operate/sessions" }, async ({ signedIn, fields }) => {
    const ended = await theSite().rooms.operate.signOut(signedIn, oneValue(fields, "redditor"));
    return seeOther(`/operate/sessions?ended=${ended > 0 ? "1" : "0"}`);
  });
}

export function GET(): Response {
  return seeOther("/operate/sessions");
}
