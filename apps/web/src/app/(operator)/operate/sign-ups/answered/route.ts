import { errorResponse } from "../../../../../server/error-response.ts";
import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

/** The largest number that the column of ids holds has ten digits. */
const idPattern = /^\d{1,9}$/;

/** Notes that the sender of a sign-up was answered. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/operate/sign-ups" }, async ({ signedIn, fields }) => {
    const id = oneValue(fields, "sign-up");
    if (!idPattern.test(id)) return errorResponse("unreadable", request);
    const isNew = await theSite().rooms.operate.answerSignUp(signedIn, Number(id));
    return seeOther(`/operate/sign-ups?answered=${isNew ? "1" : "0"}`);
  });
}

export function GET(): Response {
  return seeOther("/operate/sign-ups");
}
