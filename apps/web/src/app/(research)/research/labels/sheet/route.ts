import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

const path = "/research/labels";

/** A post, not a link: it holds what redditors wrote, and that it was taken is an event. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path }, async ({ signedIn, fields }) => {
    const rows = Number(oneValue(fields, "rows"));
    const csv = await theSite().research.codingSheet(
      signedIn,
      Number.isInteger(rows) && rows > 0 ? rows : 500,
    );
    return new Response(csv, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="appealmod-coding-sheet.csv"',
        "Cache-Control": "no-store",
      },
    });
  });
}

export function GET(): Response {
  return seeOther(path);
}
