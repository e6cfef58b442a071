import { toProblems } from "../../../../../components/room/problem-notice.tsx";
import { oneValue, type PostedFields } from "../../../../../server/posted-fields.ts";
import { answerRoomPost } from "../../../../../server/receive-room-post.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

export async function POST(request: Request): Promise<Response> {
  return answerRoomPost(request, { path: "/research/plan" }, async ({ signedIn, fields }) => {
    try {
      const subreddit = oneValue(fields, "community") || null;
      await theSite().research.lockPlan(signedIn, subreddit, planOf(fields));
      return seeOther("/research/plan?done=1");
    } catch (error) {
      // By name: the use cases are loaded outside of the framework's bundles.
      if (!(error instanceof Error) || error.name !== "ZodError") throw error;
      return seeOther(
        `/research/plan?${new URLSearchParams(wordsBack(fields, error))}${toProblems}`,
      );
    }
  });
}

const number = (written: string) => Number(written.replace(",", ".") || Number.NaN);

const secondary = ({ secondaryOutcomes = [] }: PostedFields) => [secondaryOutcomes].flat();

function planOf(fields: PostedFields) {
  return {
    primaryOutcome: oneValue(fields, "primaryOutcome"),
    secondaryOutcomes: secondary(fields),
    test: oneValue(fields, "test"),
    alpha: number(oneValue(fields, "alpha")),
    size: number(oneValue(fields, "size")),
    stopRule: oneValue(fields, "stopRule"),
    looks: number(oneValue(fields, "looks")),
    ...(oneValue(fields, "isBlinded") === "yes" ? { isBlinded: true } : {}),
  };
}

/** What was written, short enough for an address, and which field is wrong. */
function wordsBack(fields: PostedFields, error: Error): Record<string, string> {
  const issues = "issues" in error && Array.isArray(error.issues) ? error.issues : [];
  const kept = [
    ...["community", "primaryOutcome", "test", "alpha", "size", "stopRule", "looks", "isBlinded"],
  ];
  return {
    ...Object.fromEntries(kept.map((name) => [name, oneValue(fields, name).slice(0, 600)])),
    secondaryOutcomes: secondary(fields).join(","),
    wrong: String(issues[0]?.path?.[0] ?? "plan"),
  };
}

export function GET(): Response {
  return seeOther("/research/plan");
}
