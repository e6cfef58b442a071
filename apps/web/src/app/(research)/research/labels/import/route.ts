import { toProblems } from "../../../../../components/room/problem-notice.tsx";
import { oneValue } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

const path = "/research/labels";
const limit = 2 * 2 ** 20;

export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path, limit }, async ({ signedIn, fields }) => {
    try {
      const { kept, unknown } = await theSite().research.importLabels(
        signedIn,
        oneValue(fields, "csv"),
      );
      return seeOther(`${path}?${new URLSearchParams({ kept: `${kept}`, unknown: `${unknown}` })}`);
    } catch (error) {
      // By name: the use cases are loaded outside of the framework's bundles.
      if (!(error instanceof Error) || error.name !== "LabelsUnreadableError") throw error;
      return seeOther(
        `${path}?${new URLSearchParams({ wrong: error.message.slice(0, 300) })}${toProblems}`,
      );
    }
  });
}

export function GET(): Response {
  return seeOther(path);
}
