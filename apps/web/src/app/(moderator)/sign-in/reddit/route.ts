import { clientHeader } from "../../../../server/client-header.ts";
import { errorResponse } from "../../../../server/error-response.ts";
import { isForeignPost } from "../../../../server/origin-check.ts";
import { oneValue, readPostedFields } from "../../../../server/posted-fields.ts";
import { seeOther } from "../../../../server/see-other.ts";
import { hostCookie } from "../../../../server/session-cookie.ts";
import { signInHoldsSeconds } from "../../../../server/sign-in/reddit-sign-in.ts";
import { signInCookie } from "../../../../server/sign-in/sign-in-cookie.ts";
import { signInPage } from "../../../../server/sign-in/sign-in-page.ts";
import { theSite } from "../../../../server/site.ts";

/** Begins a sign-in: a post of our own page's, so that no stranger's page can begin one. */
export async function POST(request: Request): Promise<Response> {
  const { webUrl, limiter, redditSignIn } = theSite();
  const read = await readPostedFields(request, 4096);
  if (!read.ok) return errorResponse("unreadable", request);
  if (isForeignPost(request.headers, webUrl)) return errorResponse("foreignOrigin", request);
  if (!redditSignIn) return seeOther("/sign-in");
  const to = oneValue(read.fields, "to");
  const client = request.headers.get(clientHeader) ?? "unknown";
  if (!(await limiter.allows("sign-ins of an address", client)))
    return seeOther(signInPage({ to, problem: "busy" }));
  const { address, cookie } = redditSignIn.begin(to);
  return seeOther(address, {
    "Set-Cookie": hostCookie(signInCookie, cookie, signInHoldsSeconds, webUrl),
  });
}

export function GET(): Response {
  return seeOther("/sign-in");
}
