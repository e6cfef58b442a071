import { toProblems } from "../../../../../components/room/problem-notice.tsx";
import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

const path = "/research/plan";

export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path }, async ({ signedIn, fields }) => {
    const { research } = theSite();
    await research.require(signedIn);
    if (oneValue(fields, "sure") !== "yes") return seeOther(`${path}?unsure=1${toProblems}`);
    await research.unlockArms(signedIn);
    return seeOther(`${path}?unlocked=1`);
  });
}

export function GET(): Response {
  return seeOther(path);
}
