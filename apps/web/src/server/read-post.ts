import { carriedField } from "./carried-posts.ts";
import { clientHeader } from "./client-header.ts";
import { errorResponse } from "./error-response.ts";
import { isForeignPost } from "./origin-check.ts";
import { oneValue, type PostedFields, readPostedFields, writtenWords } from "./posted-fields.ts";
import type { LimitName } from "./rate-limit.ts";
import { theSite } from "./site.ts";
import type { LabelledWords } from "./words-back.ts";

interface PostOf {
  /** The path of the page that the form belongs to. */
  readonly path: string;
  /** What each post counts for, beside its address: a limit, and whose; `null` for the address. */
  readonly counts?: readonly [LimitName, string | null];
  /** The longest body that is read, in bytes. */
  readonly limit?: number;
  /** Finds the questions under which the words are given back; they stand together without. */
  readonly labelled?: (fields: PostedFields) => Promise<LabelledWords | null>;
}

/**
 * Reads what a form posted, or says why not. A page of the site under another address is refused
 * as a stranger's is: its author gets the words back, with a button that takes them to the right
 * address, and nothing is stored.
 */
export async function readPost(request: Request, post: PostOf): Promise<PostedFields | Response> {
  const { webUrl, carriedPosts, limiter } = theSite();
  const [limit, who] = post.counts ?? [];
  const client = request.headers.get(clientHeader) ?? "unknown";
  const isWithin = limit === undefined || (await limiter.allows(limit, who ?? client));
  const read = await readPostedFields(request, post.limit);
  if (!isWithin) {
    if (!read.ok) return errorResponse("tooMany", request);
    const { fields } = read;
    const again = { action: post.path, fields };
    return errorResponse("tooMany", request, { words: writtenWords(fields), again });
  }
  const isForeign = isForeignPost(request.headers, webUrl);
  if (!read.ok) {
    if (isForeign) return errorResponse("foreignOrigin", request);
    return errorResponse(read.reason === "too-large" ? "tooLarge" : "unreadable", request);
  }
  const { [carriedField]: _, ...fields } = read.fields;
  if (!isForeign || carriedPosts.isSigned(post.path, oneValue(read.fields, carriedField)))
    return fields;
  return errorResponse("foreignOrigin", request, {
    words: writtenWords(fields),
    labelled: (await post.labelled?.(fields)) ?? null,
    again: {
      action: webUrl + post.path,
      host: new URL(webUrl).host,
      // What is final waits for another look, at the address where it counts.
      fields: {
        ...fields,
        intent: fields.intent === "save" ? "save" : "review",
        [carriedField]: carriedPosts.sign(post.path),
      },
    },
  });
}
