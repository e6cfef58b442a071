import { redditorName } from "@appealmod/config/reddit-names";
import { postedRole } from "../../../../../server/operate/posted-role.ts";
import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

/** Takes a role away. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/operate/roles" }, async ({ signedIn, fields }) => {
    const username = redditorName(oneValue(fields, "username"));
    const role = postedRole(fields);
    if (username === undefined || role === null) return seeOther("/operate/roles?wrong=1");
    const wasTheirs = await theSite().rooms.operate.revokeRole(signedIn, { username, role });
    return seeOther(`/operate/roles?revoked=${wasTheirs ? "1" : "0"}`);
  });
}

export function GET(): Response {
  return seeOther("/operate/roles");
}
