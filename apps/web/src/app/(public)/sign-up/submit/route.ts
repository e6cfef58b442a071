import { forgetFields, keepFields } from "../../../../server/kept-fields.ts";
import { isForeignPost } from "../../../../server/origin-check.ts";
import { readPostedFields } from "../../../../server/posted-fields.ts";
import { refuse } from "../../../../server/refuse.ts";
import { seeOther } from "../../../../server/see-other.ts";
import { theSite } from "../../../../server/site.ts";

/** Takes a post to `/sign-up`; the proxy sends it here. */
export async function POST(request: Request): Promise<Response> {
  const site = theSite();
  if (isForeignPost(request.headers, site.webUrl)) return refuse("foreignOrigin", request);
  const read = await readPostedFields(request, 32 * 1024);
  if (!read.ok) return refuse(read.reason === "too-large" ? "tooLarge" : "unreadable", request);
  const receipt = await site.receiveSignUp(read.fields);
  if (receipt.kind === "problems") {
    const { written, problems } = receipt;
    const isSecure = site.webUrl.startsWith("https:");
    return seeOther("/sign-up?check=1#problems", {
      "Set-Cookie": keepFields("sign-up", { written, problems }, isSecure),
    });
  }
  const query = new URLSearchParams({ done: receipt.kind, subreddit: receipt.subreddit });
  return seeOther(`/sign-up?${query}`, { "Set-Cookie": forgetFields("sign-up") });
}

/** The page itself is one level up. */
export function GET(): Response {
  return seeOther("/sign-up");
}
