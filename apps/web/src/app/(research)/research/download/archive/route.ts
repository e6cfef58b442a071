import { Readable } from "node:stream";
import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

/** A post, not a link: that somebody took the data is an event, and nobody's page can cause it. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/research/download" }, async ({ signedIn, fields }) => {
    const taken = await theSite().research.download(signedIn, {
      subreddit: oneValue(fields, "community") || null,
      withText: oneValue(fields, "text") === "yes",
      bom: oneValue(fields, "bom") === "yes",
    });
    if (!taken) return seeOther("/research/download?unknown=1");
    return new Response(Readable.toWeb(taken.stream) as ReadableStream, {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": `attachment; filename="${taken.fileName}"`,
        "Cache-Control": "no-store",
      },
    });
  });
}

export function GET(): Response {
  return seeOther("/research/download");
}
