import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

/** Has a job that failed tried at once. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/operate" }, async ({ signedIn, fields }) => {
    const done = await theSite().rooms.operate.retryJob(signedIn, oneValue(fields, "job"));
    return seeOther(`/operate?retried=${done}#jobs`);
  });
}

export function GET(): Response {
  return seeOther("/operate");
}
