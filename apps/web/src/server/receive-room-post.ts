import { timingSafeEqual } from "node:crypto";
import type { SignedIn } from "@appealmod/use-cases";
import { savedReplyField, versionField } from "./decision-fields.ts";
import { errorResponse } from "./error-response.ts";
import { innermostCause } from "./innermost-cause.ts";
import { isForeignPost } from "./origin-check.ts";
import { outdatedCommunity } from "./outdated-community.ts";
import { oneValue, type PostedFields, readPostedFields, writtenWords } from "./posted-fields.ts";
import type { RoomRefusalKind } from "./room-refusal.ts";
import { roomTokenField } from "./room-token.ts";
import { cookieIn, sessionCookieName } from "./session-cookie.ts";
import { positionField } from "./settings/posted-order.ts";
import { theSite } from "./site.ts";

interface RoomPage {
  /** The path of the page that the form belongs to: there its author is led back. */
  readonly path: string;
  /** The longest body that is read, in bytes. */
  readonly limit?: number;
}

export interface RoomPost {
  readonly signedIn: SignedIn;
  readonly fields: PostedFields;
}

/**
 * Takes a post of the rooms: it has to come from a page of the site, from somebody who is signed in,
 * and with the token of that very session. What is refused is given back to its author.
 */
export async function receiveRoomPost(
  request: Request,
  page: RoomPage,
): Promise<RoomPost | Response> {
  const { webUrl, limiter, rooms } = theSite();
  const read = await readPostedFields(request, page.limit);
  if (!read.ok)
    return errorResponse(read.reason === "too-large" ? "tooLarge" : "unreadable", request);
  const { [roomTokenField]: _, ...fields } = read.fields;
  const words = wordsIn(fields);
  if (isForeignPost(request.headers, webUrl))
    return errorResponse("foreignOrigin", request, { words });
  const token = cookieIn(request.headers.get("cookie"), sessionCookieName(webUrl));
  const signedIn = token ? await rooms.findSession(token) : null;
  if (!signedIn) return refuse("signedOut", request, page, fields);
  if (!isSame(oneValue(read.fields, roomTokenField), signedIn.postToken))
    return refuse("otherSession", request, page, fields);
  if (await limiter.allows("posts of a moderator", signedIn.moderator.redditorId))
    return { signedIn, fields };
  return errorResponse("tooMany", request, { words });
}

/**
 * Answers a post of the rooms. Where a use case says that its author may not, or that nobody knows
 * whether they may, they are told so; what they wrote is given back, with a button to try again
 * while Reddit is asked.
 */
export async function answerRoomPost(
  request: Request,
  page: RoomPage,
  work: (post: RoomPost) => Promise<Response>,
): Promise<Response> {
  const post = await receiveRoomPost(request, page);
  if (post instanceof Response) return post;
  try {
    return await work(post);
  } catch (error) {
    // By name: the use cases are loaded outside of the framework's bundles.
    if (error instanceof Error && error.name === "NotAllowedError")
      return refuse("notAllowed", request, page, post.fields);
    const subreddit = outdatedCommunity(error);
    if (subreddit === null) throw innermostCause(error);
    const { limiter, rooms } = theSite();
    if (await limiter.allows("moderator lists of a community", subreddit.toLowerCase()))
      await rooms.askForModeratorList(post.signedIn.moderator, subreddit);
    return refuse("outdated", request, page, post.fields, {
      action: new URL(request.url).pathname,
      fields: { ...post.fields, [roomTokenField]: post.signedIn.postToken },
    });
  }
}

/** What a form carries along or offers to choose from: nobody has to copy it. */
const chosenFields: ReadonlySet<string> = new Set([
  ...[versionField, savedReplyField, "kind", "isAuthorHidden", "rule", "categories", "appealAgain"],
  ...["isProbation", "decision", "takeOver", "watch", "scope", "hook", "subreddit", "pause"],
  ...["seen", "seenDraft", "began", "id", "replaces", "name", "language", "suits", "onlyIf"],
  ...["required", "enabled", "showRules", "authorHidden", "transparencyReport", "needsSecond"],
  ...["bannerDecidesAlone", "sure"],
]);

function wordsIn(fields: PostedFields): readonly string[] {
  const isWritten = ([name]: readonly [string, unknown]) =>
    !chosenFields.has(name) && !name.startsWith(positionField(""));
  return writtenWords(Object.fromEntries(Object.entries(fields).filter(isWritten)));
}

function refuse(
  kind: RoomRefusalKind,
  request: Request,
  { path }: RoomPage,
  fields: PostedFields,
  again?: { readonly action: string; readonly fields: PostedFields },
): Response {
  return theSite().roomRefusal(kind, {
    path,
    nonce: request.headers.get("x-nonce"),
    back: { words: wordsIn(fields), ...(again ? { again } : {}) },
  });
}

function isSame(given: string, own: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(own)];
  return one.length === other.length && timingSafeEqual(one, other);
}
