import { readFraction } from "../../../../../components/research/read-fraction.ts";
import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

const path = "/research/fraction";

export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path }, async ({ signedIn, fields }) => {
    const typed = oneValue(fields, "percent");
    const fraction = readFraction(typed);
    if (fraction === null) return seeOther(`${path}?${new URLSearchParams({ percent: typed })}`);
    const changed = await theSite().research.changeFractions(signedIn, fraction);
    return seeOther(`${path}?done=${changed}`);
  });
}

export function GET(): Response {
  return seeOther(path);
}
