import { errorResponse } from "./error-response.ts";
import { writtenWords } from "./posted-fields.ts";
import { answerRoomPost, type RoomPost } from "./receive-room-post.ts";
import { seeOther } from "./see-other.ts";
import { theSite } from "./site.ts";

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

export interface AppealPost extends RoomPost {
  readonly appealId: string;
  /** The appeal's own page. */
  readonly path: string;
  /** Leads back to the page, which says what was done. */
  done(what: string, place?: string): Response;
  /** Says that there is no such appeal, and gives back what was written. */
  missing(): Response;
}

/** Takes a post about one appeal. */
export async function answerAppealPost(
  request: Request,
  { params }: Context,
  work: (post: AppealPost) => Promise<Response>,
): Promise<Response> {
  const { id } = await params;
  const path = `/moderate/appeals/${encodeURIComponent(id)}`;
  return answerRoomPost(request, { path }, async (post) => {
    const missing = () => errorResponse("notFound", request, { words: writtenWords(post.fields) });
    // As for its page: whoever may not read it learns not even that it is there.
    if (!(await theSite().rooms.mayReviewAppeal(post.signedIn.moderator, id))) return missing();
    return work({
      ...post,
      ...{ appealId: id, path, missing },
      done: (what, place = "") => seeOther(`${path}?done=${what}${place}`),
    });
  });
}

/** The page itself is one level up. */
export async function leadToAppeal({ params }: Context): Promise<Response> {
  return seeOther(`/moderate/appeals/${encodeURIComponent((await params).id)}`);
}
