import { forgetFields, keepFields } from "../../server/flash-cookie.ts";
import { readPost } from "../../server/read-post.ts";
import { seeOther } from "../../server/see-other.ts";
import { theSite } from "../../server/site.ts";

/** Takes a post to `/sign-up`. */
export async function postSignUp(request: Request): Promise<Response> {
  const site = theSite();
  const fields = await readPost(request, {
    path: "/sign-up",
    limit: 32 * 1024,
    counts: ["sign-ups of an address", null],
  });
  if (fields instanceof Response) return fields;
  const receipt = await site.receiveSignUp(fields);
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
