import { jobsAddress, postedFilter } from "../../../../../server/operate/job-filter.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

/** Has all jobs that match tried at once. */
export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/operate/jobs" }, async ({ signedIn, fields }) => {
    const filter = postedFilter(fields);
    const { changed, running } = await theSite().rooms.operate.retryJobs(signedIn, filter);
    return seeOther(jobsAddress(filter, { retried: `${changed}`, running: `${running}` }));
  });
}

export function GET(): Response {
  return seeOther("/operate/jobs");
}
