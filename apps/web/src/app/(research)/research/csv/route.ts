import { signInAddress } from "../../../../server/return-path.ts";
import { seeOther } from "../../../../server/see-other.ts";
import { cookieIn, sessionCookieName } from "../../../../server/session-cookie.ts";
import { theSite } from "../../../../server/site.ts";

/** What a drawing of the pages shows, as a CSV file: nothing of single people is in it. */
export async function GET(request: Request): Promise<Response> {
  const { research, rooms, webUrl } = theSite();
  const token = cookieIn(request.headers.get("cookie"), sessionCookieName(webUrl));
  const signedIn = token ? await rooms.findSession(token) : null;
  if (!signedIn) return seeOther(signInAddress("/research"));
  const asked = new URL(request.url).searchParams;
  const table = research.tables.find((each) => each === asked.get("table"));
  if (!table) return seeOther("/research");
  try {
    const csv = await research.csv(signedIn, table, asked.get("r"));
    if (csv === null) return seeOther("/research");
    return new Response(csv, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="appealmod-${table}.csv"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    // By name: the use cases are loaded outside of the framework's bundles. The page says why.
    const name = error instanceof Error ? error.name : "";
    if (["NotAllowedError", "StillCountingError", "ArmsHiddenError"].includes(name))
      return seeOther("/research");
    throw error;
  }
}
