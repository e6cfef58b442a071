import { forgetFields, keepFields } from "../../server/flash-cookie.ts";
import { readPost } from "../../server/read-post.ts";
import { seeOther } from "../../server/see-other.ts";
import { theSite } from "../../server/site.ts";

/** Takes a post to `/form`. */
export async function postLostLink(request: Request): Promise<Response> {
  const site = theSite();
  const fields = await readPost(request, {
    path: "/form",
    limit: 16 * 1024,
    counts: ["lost links of an address", null],
  });
  if (fields instanceof Response) return fields;
  const receipt = await site.receiveLostLink(fields);
  if (receipt.kind === "taken")
    return seeOther("/form?sent=1", { "Set-Cookie": forgetFields("lost-link") });
  const isSecure = site.webUrl.startsWith("https:");
  // Only names of fields travel in the address: what was written belongs in none.
  return seeOther(`/form?check=${receipt.fields.join(",")}`, {
    "Set-Cookie": keepFields("lost-link", { written: receipt.written, problems: {} }, isSecure),
  });
}
