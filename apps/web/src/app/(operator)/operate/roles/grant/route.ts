import { redditorName } from "@appealmod/config/reddit-names";
import { postedRole } from "../../../../../server/operate/posted-role.ts";
import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

/** Gives a redditor a role. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/operate/roles" }, async ({ signedIn, fields }) => {
    const username = redditorName(oneValue(fields, "username"));
    const role = postedRole(fields);
    if (username === undefined || role === null) return seeOther("/operate/roles?wrong=1#problems");
    const isNew = await theSite().rooms.operate.grantRole(signedIn, { username, role });
    return seeOther(`/operate/roles?granted=${isNew ? "1" : "0"}`);
  });
}

export function GET(): Response {
  return seeOther("/operate/roles");
}
