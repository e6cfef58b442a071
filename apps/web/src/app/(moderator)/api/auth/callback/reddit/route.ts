import { seeOther } from "../../../../../../server/see-other.ts";
import {
  cookieIn,
  cookieName,
  hostCookie,
  sessionCookie,
  sessionCookieName,
} from "../../../../../../server/session-cookie.ts";
import { signInCookie } from "../../../../../../server/sign-in/sign-in-cookie.ts";
import { signInPage } from "../../../../../../server/sign-in/sign-in-page.ts";
import { theSite } from "../../../../../../server/site.ts";

/**
 * Takes what Reddit leads a browser back with. Whatever comes of it, what the browser kept is used
 * up, and the next address holds neither code nor state.
 */
export async function GET(request: Request): Promise<Response> {
  const { webUrl, redditSignIn, rooms } = theSite();
  if (!redditSignIn) return seeOther("/sign-in");
  const header = request.headers.get("cookie");
  const begun = cookieIn(header, cookieName(signInCookie, webUrl));
  const used = hostCookie(signInCookie, "", 0, webUrl);
  const finished = await redditSignIn.finish(new URL(request.url).searchParams, begun);
  if (finished.kind === "problem") {
    const { problem, returnTo: to } = finished;
    return seeOther(signInPage({ problem, to }), { "Set-Cookie": used });
  }
  const { token } = await rooms.signIn({
    ...finished.who,
    userAgent: request.headers.get("user-agent") ?? "",
    replaces: cookieIn(header, sessionCookieName(webUrl)),
  });
  const response = seeOther(finished.returnTo, { "Set-Cookie": used });
  response.headers.append("Set-Cookie", sessionCookie(token, webUrl));
  return response;
}
